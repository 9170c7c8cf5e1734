#!/usr/bin/env bash
# Runs nginx and Caddy with the examples of docs/server over a built site and asks for pages: the policy and framing (below /nhung/
# alone), caching, open data for every origin, no writing methods, no hidden files, no link out of the folder.
# Usage: servers.sh SITE
set -euo pipefail
cd "$(dirname "$0")/.."
site=$(realpath "$1")
work=$(mktemp -d)
pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done; rm -rf "$work"' EXIT
passed=0 failed=0

cp -r "$site" "$work/site"
echo secret > "$work/outside"
ln -s ../outside "$work/site/link"
echo hidden > "$work/site/.hidden"
mkdir -p "$work/site/ket-luan/2026-03"
echo "%PDF" > "$work/site/ket-luan/2026-03/goc.pdf"
chmod -R a+rX "$work"
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=ketluan.example.gov.vn -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null

# feeds of an agency, a topic and an issuer, and the forms of a notice
cd "$work/site"
feeds=(co-quan/so-tai-chinh/feed.xml co-quan/so-tai-chinh/feed.json $(ls chuyen-de/*/feed.xml feed/*.xml feed/*.json | head -n 4))
notice=($(ls ket-luan/*/akn.xml ket-luan/*/van-ban.md ket-luan/*/lich.ics | head -n 12))
cd - >/dev/null

# ask METHOD PATH: status and headers
ask() { curl -sk --path-as-is -o /dev/null -D - -X "$1" --resolve "ketluan.example.gov.vn:$port:127.0.0.1" "https://ketluan.example.gov.vn:$port$2" | tr -d '\r'; }
# is NAME METHOD PATH PATTERN: one line of the answer fits; with "!" before the pattern none does
is() {
    local answer pattern=$4 wanted=0
    [ "${pattern#!}" = "$pattern" ] || { wanted=1; pattern=${pattern#!}; }
    answer=$(ask "$2" "$3")
    if { grep -qiE -- "$pattern" <<<"$answer" && [ $wanted = 0 ]; } || { [ $wanted = 1 ] && [ -n "$answer" ] && ! grep -qiE -- "$pattern" <<<"$answer"; }; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s: %s: %s %s, wanted “%s”\n%s\n' "$server" "$1" "$2" "$3" "$4" "$answer"
    fi
}
check() {
    is "a page is there" GET / '^HTTP/.* 200'
    is "the policy allows nothing inline" GET / "^content-security-policy: default-src 'none'; .*script-src 'self'"
    is "nor unsafe" GET / '!unsafe-(inline|eval)'
    is "no page may be framed" GET / "frame-ancestors 'none'"
    is "an embedded one may" GET /nhung/moi-nhat/ 'frame-ancestors \*'
    is "and only it" GET /nhung/moi-nhat/ "!frame-ancestors 'none'"
    is "not by a trick of the path" GET /nhung/../ket-luan/ "frame-ancestors 'none'"
    is "types are not guessed" GET / '^x-content-type-options: nosniff'
    is "pages are asked for again" GET /ket-luan/ '^cache-control: no-cache'
    is "with a mark to compare" GET /ket-luan/ '^(etag|last-modified):'
    is "assets are kept" GET /tinh/site.css '^cache-control: public, max-age='
    is "open data is for every origin" GET /du-lieu/tasks.csv '^access-control-allow-origin: \*'
    is "pages are not" GET / '!^access-control-allow-origin'
    is "nor the map of the site" GET /sitemap.xml '!^access-control-allow-origin'
    local file
    for file in feed.xml feed.json "${feeds[@]}" "${notice[@]}"; do
        is "$file is there" GET "/$file" '^HTTP/.* 200'
        is "and is for every origin" GET "/$file" '^access-control-allow-origin: \*'
    done
    is "calendars have their type" GET /lich.ics '^content-type: text/calendar'
    is "and are for every origin" GET /lich.ics '^access-control-allow-origin: \*'
    is "what is not there" GET /khong/ '^HTTP/.* 404'
    is "has the policy too" GET /khong/ "frame-ancestors 'none'"
    is "nothing hidden" GET /.hidden '^HTTP/.* 404'
    is "no way out" GET /../outside '^HTTP/.* (400|404)'
    is "no encoded way out" GET /%2e%2e/outside '^HTTP/.* (400|404)'
    is "nothing is written" PUT /index.html '^HTTP/.* (403|405)'
    is "nothing is deleted" DELETE /index.html '^HTTP/.* (403|405)'
}
# waits until the server answers
await() { for _ in $(seq 50); do ask GET / | grep -q HTTP && return; sleep 0.1; done; echo "$server does not answer"; exit 1; }

server=nginx port=18443
{
    echo "daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.log; events {} http { access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/$kind;"; done
    sed -e "s#/srv/www/ketluan#$work/site#; s#/etc/ssl/ketluan.pem#$work/cert.pem#; s#/etc/ssl/ketluan.key#$work/key.pem#" \
        -e "s#include mime.types#include /etc/nginx/mime.types#; s#listen 443#listen 127.0.0.1:$port#; s#listen 80;#listen 127.0.0.1:18080;#; /listen \[::\]/d" docs/server/nginx.conf
    echo "}"
} > "$work/nginx.conf"
nginx -t -q -c "$work/nginx.conf"
nginx -c "$work/nginx.conf" & pids+=($!)
await
check
is "a link out of the folder is not followed" GET /link '^HTTP/.* (403|404)'
is "an attachment is kept" GET /ket-luan/2026-03/goc.pdf '^cache-control: public, max-age='

server=caddy port=18444
sed -e "s#/srv/www/ketluan#$work/site#; s#^ketluan.example.gov.vn {#https://ketluan.example.gov.vn:$port {\n\ttls $work/cert.pem $work/key.pem#" docs/server/Caddyfile > "$work/Caddyfile"
sed -i '1i {\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system '"$work"'/caddy\n}' "$work/Caddyfile"
export XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work"
caddy validate --adapter caddyfile --config "$work/Caddyfile" >"$work/caddy.log" 2>&1 || { cat "$work/caddy.log"; exit 1; }
caddy run --adapter caddyfile --config "$work/Caddyfile" >>"$work/caddy.log" 2>&1 & pids+=($!)
await
check

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
