# syntax=docker/dockerfile:1
# One image for the runner and one for pushing the Convex functions; neither runs as root.
FROM node:24-bookworm-slim AS base
ENV DEBIAN_FRONTEND=noninteractive
WORKDIR /app

FROM base AS packages
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY runner/package.json runner/
COPY embedded/package.json embedded/
COPY cli/package.json cli/
RUN npm ci --omit=dev --no-fund --no-audit

FROM base AS python
RUN apt-get update && apt-get install -y --no-install-recommends \
    build-essential python3-dev python3-venv libcairo2-dev libpango1.0-dev pkg-config
COPY renderer/requirements.txt renderer/
RUN python3 -m venv .proofreel/venv \
    && .proofreel/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check -r renderer/requirements.txt

FROM base AS push
COPY --from=packages --chown=node:node /app/node_modules node_modules
COPY --chown=node:node package.json package-lock.json tsconfig.json ./
COPY --chown=node:node shared shared
COPY --chown=node:node convex convex
COPY --chown=node:node cli cli
COPY --chown=node:node deploy deploy
RUN chown node:node /app
USER node
CMD ["node", "deploy/push.ts"]

FROM base AS runner
RUN apt-get update && apt-get install -y --no-install-recommends \
    python3 ffmpeg espeak-ng bubblewrap libcairo2 libpango-1.0-0 libpangocairo-1.0-0 \
    texlive-latex-extra texlive-fonts-recommended dvisvgm poppler-utils fonts-inter fonts-noto-core fontconfig tini \
    && rm -rf /var/lib/apt/lists/*
COPY --from=packages /app/node_modules node_modules
COPY --from=python /app/.proofreel/venv .proofreel/venv
COPY package.json package-lock.json tsconfig.json ./
COPY shared shared
COPY renderer renderer
RUN .proofreel/venv/bin/python -m compileall -q renderer/proofreel
COPY runner runner
RUN useradd --create-home --uid 10001 proofreel && mkdir /data && chown proofreel:proofreel /data
USER proofreel
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000 DATA_DIR=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# tini reaps what a killed renderer leaves behind.
ENTRYPOINT ["tini", "--"]
CMD ["node", "runner/main.ts"]
