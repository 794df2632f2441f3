// Parameters and results on their way through libpq. Inside db/ only.
#pragma once

#include <libpq-fe.h>

#include <span>
#include <string>
#include <vector>

#include "db/param.hpp"
#include "db/rows.hpp"

namespace liandong::db {

/// Parameters as libpq wants them: text, but bytes as they are. Points into `params`, which must outlive it.
class PostgresParams {
public:
    explicit PostgresParams(std::span<const Param> params);
    PostgresParams(const PostgresParams&) = delete;
    PostgresParams& operator=(const PostgresParams&) = delete;

    int count() const { return static_cast<int>(values_.size()); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    void add(const Param& param);
    void add_text(const std::string& text);
    const std::string& kept(std::string text);

    std::vector<std::string> made_; // texts made here; reserved beforehand, so that they stay where they are
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

Rows empty_rows(const PGresult* result);
void take_rows(const PGresult* result, Rows& rows);

} // namespace liandong::db
