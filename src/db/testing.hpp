// For tests of every room that keeps something: a fresh database of either kind that goes away with its test.
// PostgreSQL is the server named by LIANDONG_POSTGRES (a URL of somebody who may make schemas); each test gets a
// schema.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "db/database.hpp"

namespace liandong::db {

class TestDatabase {
public:
    /// Whether there is a server to test against; SQLite is always there.
    static bool available(Dialect dialect) { return dialect == Dialect::sqlite || std::getenv("LIANDONG_POSTGRES"); }

    explicit TestDatabase(Dialect dialect, Options options = {}) : dialect_(dialect) {
        std::string mark;
        for (const char c : base::to_text(base::new_uuid()))
            mark += c == '-' ? '_' : c;
        dialect == Dialect::sqlite ? make_folder(mark) : make_schema(mark);
        database_ = Database::open(url_, options);
    }
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    ~TestDatabase() {
        database_.reset();
        std::error_code ignored;
        if (dialect_ == Dialect::sqlite)
            std::filesystem::remove_all(place_, ignored);
        else
            on_server("drop schema " + place_ + " cascade");
    }

    Database* operator->() { return database_.get(); }
    Database& operator*() { return *database_; }
    const std::string& url() const { return url_; }
    /// The folder of the SQLite file, or the schema.
    const std::string& place() const { return place_; }
    void close() { database_.reset(); }
    void open_again(Options options = {}) {
        database_.reset();
        database_ = Database::open(url_, options);
    }

private:
    static void on_server(const std::string& sql) {
        Database::open(std::getenv("LIANDONG_POSTGRES"))->write([&](Session& session) { session.script(sql); });
    }
    void make_folder(const std::string& mark) {
        place_ = (std::filesystem::temp_directory_path() / ("liandong_" + mark)).string();
        std::filesystem::create_directory(place_);
        url_ = "sqlite:" + place_ + "/test.db";
    }
    void make_schema(const std::string& mark) {
        place_ = "test_" + mark;
        on_server("create schema " + place_);
        const std::string server = std::getenv("LIANDONG_POSTGRES");
        url_ = server + (server.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + place_;
    }

    Dialect dialect_;
    std::string place_;
    std::string url_;
    std::unique_ptr<Database> database_;
};

/// Base of fixtures that run on both: TEST_P(Name, …) with LIANDONG_ON_BOTH(Name).
class OnBoth : public testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
        if (!TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        db_ = std::make_unique<TestDatabase>(GetParam(), options());
    }
    virtual Options options() const { return {}; }

    std::unique_ptr<TestDatabase> db_;
};

inline std::string dialect_name(const testing::TestParamInfo<Dialect>& info) {
    return info.param == Dialect::sqlite ? "sqlite" : "postgres";
}

} // namespace liandong::db

#define LIANDONG_ON_BOTH(Suite)                                                                               \
    INSTANTIATE_TEST_SUITE_P(Both, Suite,                                                                     \
                             testing::Values(liandong::db::Dialect::sqlite, liandong::db::Dialect::postgres), \
                             liandong::db::dialect_name)
