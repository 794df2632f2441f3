#include "http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace liandong::http {
namespace {

// From a read out of memory to the slowest plan, in seconds.
const prometheus::Histogram::BucketBoundaries durations{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,
                                                        0.2,   0.5,   1,     2,    5,    10,   30};

} // namespace

struct Metrics::Inside {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("liandong_http_requests_total")
                                                            .Help("Requests answered, by method, route and status")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram()
            .Name("liandong_http_request_seconds")
            .Help("Time from a request read to its reply written, by route")
            .Register(registry);
    std::mutex guard;
    // Kept beside the library's own table, which hashes every label text again at each look.
    std::map<std::pair<std::string, int>, prometheus::Counter*, std::less<>> counters;
    std::map<std::string, prometheus::Histogram*, std::less<>> histograms;
    std::vector<std::pair<prometheus::Gauge*, std::function<double()>>> gauges;

    prometheus::Counter& counter(std::string_view method, std::string_view pattern, int status) {
        auto key = std::pair(std::string(method) + " " + std::string(pattern), status);
        auto& found = counters[std::move(key)];
        if (found == nullptr)
            found = &requests.Add(
                {{"method", std::string(method)}, {"route", std::string(pattern)}, {"status", std::to_string(status)}});
        return *found;
    }
    prometheus::Histogram& histogram(std::string_view pattern) {
        auto& found = histograms[std::string(pattern)];
        if (found == nullptr)
            found = &seconds.Add({{"route", std::string(pattern)}}, durations);
        return *found;
    }
};

Metrics::Metrics() : inside_(std::make_unique<Inside>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(std::string_view method, std::string_view pattern, int status, double seconds) {
    const std::lock_guard lock(inside_->guard);
    inside_->counter(method, pattern, status).Increment();
    inside_->histogram(pattern).Observe(seconds);
}

void Metrics::gauge(const std::string& name, const std::string& help, std::function<double()> value) {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(inside_->registry);
    const std::lock_guard lock(inside_->guard);
    inside_->gauges.emplace_back(&family.Add({}), std::move(value));
}

std::string Metrics::text() const {
    const std::lock_guard lock(inside_->guard);
    for (const auto& [gauge, value] : inside_->gauges)
        gauge->Set(value());
    return prometheus::TextSerializer().Serialize(inside_->registry.Collect());
}

} // namespace liandong::http
