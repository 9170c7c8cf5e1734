//! `serve`: builds into a folder of its own, shows it on this machine alone and reloads the browser after changes.
#![expect(clippy::disallowed_methods, reason = "the preview watches what is there")]

use crate::cli::build::{self, Plan};
use crate::cli::look::page;
use crate::cli::{BuildArgs, stopped};
use axum::body::{Body, to_bytes};
use axum::extract::{Path as AxumPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use ketluan::calendar::Day;
use ketluan::diag::trouble::{self, Trouble};
use ketluan::report;
use ketluan::review::STYLE;
use notify_debouncer_full::notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::watch;

/// Loads a page again after a build; a file of the preview itself, as the policy of the pages wants it.
const RELOAD: &str = include_str!("serve/reload.js");
/// After so long a question for a newer site is answered with "none", so that a tab that is gone is let go.
const PATIENCE: Duration = Duration::from_secs(25);

/// Runs until it is stopped. Exit code 2 where it cannot start.
pub fn run(args: &BuildArgs, port: u16, clock: fn() -> Day) -> u8 {
    match serve(args, port, clock) {
        Ok(()) => 0,
        Err(trouble) => stopped(&trouble, args.language()),
    }
}

fn serve(args: &BuildArgs, port: u16, clock: fn() -> Day) -> Result<(), Trouble> {
    // beside the output, so that the published site is never touched
    let mut plan = Plan::of(args);
    let beside = plan.output.parent().map(Path::to_path_buf).unwrap_or_default();
    plan.output = beside.join(".ketluan-serve");
    let folder = plan.output.clone();
    if build::run(args, &plan, clock, true) == 2 {
        return Err(Trouble::new(
            "lần dựng đầu tiên không xong, nên không có gì để xem",
            "the first build failed, so there is nothing to show",
        )
        .hint(
            "sửa lỗi nêu trên rồi chạy lại",
            "mend what is said above, then run the command again",
        ));
    }
    let (built, builds) = watch::channel(0);
    let watched: Vec<PathBuf> = [
        Some(&plan.paths.content),
        plan.paths.theme.as_ref(),
        plan.paths.assets.as_ref(),
        plan.paths.config.as_ref(),
    ]
    .into_iter()
    .flatten()
    .filter(|p| p.exists())
    .map(|p| p.to_path_buf())
    .collect();
    let again = args.clone();
    let lang = args.language();
    let plan_content = plan.paths.content.clone();
    let (sources, today) = (plan.paths.clone(), args.today);
    let mut watcher = new_debouncer(Duration::from_millis(300), None, move |events: DebounceEventResult| {
        // reading a file is an event too, and a build reads them all
        if events.is_ok_and(|list| list.iter().any(|e| !e.kind.is_access())) {
            build::run(&again, &plan, clock, true);
            built.send_modify(|n| *n += 1);
        }
    })
    .map_err(|e| unwatched(&plan_content, &e))?;
    for path in &watched {
        watcher.watch(path, RecursiveMode::Recursive).map_err(|e| unwatched(path, &e))?;
    }
    // what was read of a notice, beside its text: made anew for each request, never written
    let look = move |AxumPath(id): AxumPath<String>| {
        let sources = sources.clone();
        async move {
            let day = today.unwrap_or_else(clock);
            match tokio::task::spawn_blocking(move || page(&sources, day, &id)).await {
                Ok(Ok(html)) => Html(html).into_response(),
                Ok(Err(trouble)) => (StatusCode::NOT_FOUND, report::trouble(&trouble, lang)).into_response(),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
    };
    let asked = builds.clone();
    let newer = move |AxumPath(seen): AxumPath<String>| {
        let mut builds = asked.clone();
        async move {
            match tokio::time::timeout(PATIENCE, builds.wait_for(|n| mark(*n) != seen)).await {
                Ok(_) => StatusCode::RESET_CONTENT,
                Err(_) => StatusCode::NO_CONTENT,
            }
        }
    };
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], RELOAD) };
    let style = || async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE) };
    let app = axum::Router::new()
        .route("/_xem-lai/xem-lai.css", get(style))
        .route("/_xem-lai/{id}/", get(look))
        .route("/_xem-thu/tai-lai.js", get(script))
        .route("/_xem-thu/sau/{mark}", get(newer))
        .fallback_service(tower_http::services::ServeDir::new(&folder))
        .layer(axum::middleware::from_fn_with_state(builds, with_reload))
        .layer(axum::middleware::from_fn(only_this_machine));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| unserved(port, &e))?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
            .await
            .map_err(|e| unserved(port, &e))?;
        let address = listener.local_addr().map_err(|e| unserved(port, &e))?;
        println!("http://{address}/");
        axum::serve(listener, app).await.map_err(|e| unserved(port, &e))
    })
}

fn unwatched(path: &Path, cause: &notify_debouncer_full::notify::Error) -> Trouble {
    let path = path.display();
    Trouble::new(
        format!("không theo dõi được thay đổi trong {path}: {cause}"),
        format!("cannot watch {path}: {cause}"),
    )
    .hint("dùng `ketluan build` sau mỗi lần sửa", "use `ketluan build` after each change")
}

fn unserved(port: u16, cause: &std::io::Error) -> Trouble {
    let why = trouble::words(cause);
    Trouble::new(
        format!("không mở được trang xem thử ở cổng {port}: {}", why.vi),
        format!("the preview cannot listen on port {port}: {}", why.en),
    )
    .hint(
        "chọn cổng khác: `ketluan serve --port 8080`",
        "choose another port: `ketluan serve --port 8080`",
    )
}

/// The name of a build, in this run of the preview and no other.
fn mark(build: u64) -> String {
    format!("{}-{build}", std::process::id())
}

/// Puts the reload script behind each page. It is the one thing that the preview adds, and the page's policy allows it as it stands.
async fn with_reload(State(builds): State<watch::Receiver<u64>>, mut request: Request, next: Next) -> Response {
    // a page that the browser kept, or a part of one, would have the mark of an older build
    for kept in [header::IF_MODIFIED_SINCE, header::IF_NONE_MATCH, header::RANGE] {
        request.headers_mut().remove(kept);
    }
    let mark = mark(*builds.borrow());
    let (mut parts, body) = next.run(request).await.into_parts();
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let kind = parts.headers.get(header::CONTENT_TYPE);
    if !kind.is_some_and(|k| k.as_bytes().starts_with(b"text/html")) {
        return Response::from_parts(parts, body);
    }
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let script = format!("<script src=\"/_xem-thu/tai-lai.js\" data-mark=\"{mark}\" defer></script>\n");
    Response::from_parts(parts, Body::from([&page[..], script.as_bytes()].concat()))
}

/// A page elsewhere may point its own name at 127.0.0.1; such a request names another host and is refused.
async fn only_this_machine(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("");
    if is_local(host) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "only for this machine\n").into_response()
    }
}

fn is_local(host: &str) -> bool {
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "0"));
    matches!(name, "127.0.0.1" | "localhost") && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn other_hosts_are_refused() {
        assert!(super::is_local("127.0.0.1:8000") && super::is_local("localhost"));
        assert!(!super::is_local("evil.example:8000") && !super::is_local("") && !super::is_local("localhost.evil.example"));
    }
}
