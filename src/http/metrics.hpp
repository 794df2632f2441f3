// What the server counts about itself, in the words of Prometheus. Labels are routes and statuses, never paths.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace liandong::http {

class Metrics {
public:
    Metrics();
    ~Metrics();

    /// One request answered: by pattern ("/api/v1/records/{type}"), method and status; seconds from read to answered.
    void answered(std::string_view method, std::string_view pattern, int status, double seconds);
    /// A number that is asked each time the page is read. Asked from any thread; must not wait or throw.
    void gauge(const std::string& name, const std::string& help, std::function<double()> value);
    /// The page, Prometheus text format 0.0.4.
    std::string text() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace liandong::http
