// What somebody who holds a receipt and its code may know of a request: how far it is, by whom it is answered, what
// came of it. Never names of others, and never the story.
#pragma once

#include <boost/json/fwd.hpp>

#include "modules/desk.hpp"

namespace liandong::modules::services {

/// {"name","phone"} of the request's station; null when it has none.
/// The county of the request's village, in words: who has it where no station does.
std::string county_of(const Desk& desk, const record::Record& request);
/// Whether its words spoke of danger when it was made.
bool in_danger(const record::Record& request);
boost::json::value station_of(const Desk& desk, db::Session& session, const record::Record& request);

/// {"receipt","matter","state","state_label","steps":[{"state","label","at"}],"answer_by","station","result"?,"may":[…]}
boost::json::object progress(const Desk& desk, db::Session& session, const record::Given& given,
                             const record::Record& request);

/// Whether the guard of an event holds for the request now.
bool guard_holds(const Desk& desk, db::Session& session, const record::Given& given, const record::Record& request,
                 const std::string& event);

} // namespace liandong::modules::services
