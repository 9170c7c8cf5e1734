# The program alone: docker build -t ketluan . ; docker run --rm -v "$PWD:/site" -u "$(id -u):$(id -g)" ketluan build
FROM rust:1.95-slim-trixie AS make
WORKDIR /src
COPY Cargo.toml Cargo.lock build.rs ./
COPY src src
COPY benches benches
COPY docs/diagnostics docs/diagnostics
COPY themes themes
RUN cargo build --release --locked --no-default-features --bin ketluan

FROM debian:trixie-slim
# the day of a build is that of the office
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
ENV TZ=Asia/Ho_Chi_Minh
COPY --from=make /src/target/release/ketluan /usr/local/bin/ketluan
RUN useradd --create-home ketluan
USER ketluan
WORKDIR /site
ENTRYPOINT ["ketluan"]
CMD ["build"]
