# One image for everything: the gateway, each subgraph and the migrate job differ by their command.
FROM node:20-bookworm-slim AS build
WORKDIR /app
RUN npm install --global pnpm@10
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
COPY gateway/package.json gateway/
COPY subgraphs/kit/package.json subgraphs/kit/
COPY subgraphs/identity/package.json subgraphs/identity/
COPY subgraphs/clinical/package.json subgraphs/clinical/
COPY subgraphs/scheduling/package.json subgraphs/scheduling/
COPY subgraphs/billing/package.json subgraphs/billing/
COPY subgraphs/inventory/package.json subgraphs/inventory/
COPY subgraphs/notifications/package.json subgraphs/notifications/
COPY web/package.json web/
COPY bench/package.json bench/
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm build:web

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    APOLLO_TELEMETRY_DISABLED=true \
    BUILD_WEB=off \
    HOST=0.0.0.0 \
    DATA_DIR=/data
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
CMD ["node", "--max-semi-space-size=32", "gateway/start.mjs"]
