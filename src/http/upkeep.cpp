#include "http/upkeep.hpp"

#include "http/digest.hpp"

namespace liandong::http {

Routes upkeep_routes(const Metrics& metrics, Handler health, std::function<std::string(Language)> document) {
    const auto numbers = [&metrics](Request&) {
        return Reply::bytes(metrics.text(), "text/plain; version=0.0.4; charset=utf-8");
    };
    const auto described = [document = std::move(document)](Request& request) {
        std::string text = document(request.language());
        const std::string tag = digest(text);
        Reply reply = Reply::json_text(std::move(text));
        reply.etag(tag).set("Cache-Control", "no-cache").set("Vary", "Accept-Language");
        reply.gzip = true;
        return reply;
    };
    return {
        {.method = "GET",
         .pattern = "/api/v1/health",
         .handler = std::move(health),
         .open = true,
         .summary = {"服务状态", "How the server is"},
         .answers = "Health",
         .also = {503}},
        {.method = "GET",
         .pattern = "/api/v1/metrics",
         .handler = numbers,
         .open = true,
         .summary = {"运行指标（Prometheus）", "Figures of operation, for Prometheus"},
         .answers = "Metrics",
         .answers_type = "text/plain"},
        {.method = "GET",
         .pattern = "/api/v1/openapi.json",
         .handler = described,
         .open = true,
         .summary = {"本接口说明", "This description"},
         .answers = "OpenApi",
         .tagged = true},
    };
}

Schemas upkeep_schemas() {
    using namespace schema;
    return {
        {"Health", closed({{"state", one_of({"up", "refusing changes"})}, {"position", whole()}, {"pack", text()}})},
        {"Metrics", text()},
        {"OpenApi", {{"type", "object"}, {"required", {"openapi", "info", "paths", "components"}}}}};
}

} // namespace liandong::http
