// The reader that keeps the words under which records are found.
#pragma once

#include <set>

#include "follow/follower.hpp"

namespace liandong::follow {

/// The fields of a type that are found by their words; protected ones are not among them.
std::vector<std::size_t> word_fields(const record::Shape& shape);
/// The fields that are found by their whole value only.
std::vector<std::size_t> whole_fields(const record::Shape& shape);
/// The words of a record, and as they are kept together: each between line ends.
std::set<std::string> terms_of(const record::Shape& shape, const record::Record& record);
std::string together(const std::set<std::string>& terms);
std::set<std::string> apart(std::string_view terms);

class SearchReader : public Reader {
public:
    explicit SearchReader(const record::House& house) : house_(house) {}

    std::string name() const override { return "search"; }
    std::map<std::string, std::string> wanted() const override;
    std::string type_of(const std::string& wanted) const override { return wanted; }
    void follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                const std::map<std::string, Made>& made) override;
    void clear(db::Session& session, const std::string& wanted) override;
    void make(db::Session& session, const std::string& wanted, const std::vector<Uuid>& records, const ByRecord& late,
              std::int64_t position) override;
    void finish(db::Session&, const std::string&, const ByRecord&, std::int64_t) override {}

private:
    void write(db::Session& session, const record::Shape& shape, const std::vector<Uuid>& records);
    void write_some(db::Session& session, const record::Shape& shape, const std::vector<Uuid>& ids);

    const record::House& house_;
};

} // namespace liandong::follow
