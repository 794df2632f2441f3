// Records as the viewer may read them: JSON with titles of what they point to, names of places, and masks where
// something may not be read in clear.
#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "record/list.hpp"
#include "record/sight.hpp"

namespace liandong::record {

/// What the printer asks of the rooms above.
struct Outside {
    std::function<Sight(const std::string& type)> sight;             // the viewer's, of another type
    std::function<std::string(const std::string& code)> region_name; // "榆中县 夏官营镇"
    std::function<std::string(db::Session&, const std::string& type, const std::string& id)>
        title;                                                                    // of the server's own types
    std::function<boost::json::object(db::Session&, const std::string& id)> file; // {"id","name","size","type"}
};

class Printer {
public:
    Printer(const House& house, db::Session& session, const Given& given, const Outside& outside)
        : house_(house), session_(session), given_(given), outside_(outside) {}

    /// A whole record with its child rows: {"id","version","state","title","region","fields":{…},"rows":{…}}.
    boost::json::object record(const Shape& shape, const Record& record, const View& view);
    /// Rows of a list with these columns only ("number", "person.name").
    boost::json::array items(const Shape& shape, const std::vector<Record>& records, const Sight& sight,
                             const std::vector<std::string>& columns);
    /// One value; masked when the view does not show it in clear.
    boost::json::value value(const pack::Field& field, const Value& value, bool clear);
    /// The record's title, with what may not be read in clear masked.
    std::string title(const Shape& shape, const Record& record, const View& view);
    /// What tells it apart from others of the same title, masked in the same way; empty where the type declares none.
    base::Words hint(const Shape& shape, const Record& record, const View& view);

private:
    void warm(const Shape& shape, const std::vector<Record>& records);
    std::string filled(const std::vector<TitlePart>& parts, const Shape& shape, const Record& record, const View& view,
                       std::string base::Words::*language);
    const Record* target(const pack::Field& field, const Value& value);
    boost::json::value reference(const pack::Field& field, const std::string& id);
    boost::json::object head(const Shape& shape, const Record& record, const View& view);
    void put(boost::json::object& fields, const Shape& shape, const Record& record, const View& view,
             const std::string& column);
    const Sight& sight_of(const std::string& type);

    const House& house_;
    db::Session& session_;
    const Given& given_;
    const Outside& outside_;
    std::map<std::string, Sight> sights_;
    std::map<std::string, std::unique_ptr<Record>> targets_; // by type and id
};

} // namespace liandong::record
