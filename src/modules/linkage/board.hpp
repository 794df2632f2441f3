// The linkage board: a plan as its viewer may see it, needs beside whom and what is proposed for them, and why.
#pragma once

#include <boost/json/fwd.hpp>

#include "modules/desk.hpp"
#include "record/print.hpp"

namespace liandong::modules::linkage {

/// {"id","number","state","region","run_at","outcome","repeatable","cost","lower_bound","needs":[{"id","title","state",
/// "starts_at","ends_at","urgency","people","sent","worker":{"id","title"}|null,"volunteers":[…],"resources":[{"id","title",
/// "quantity","money_fen"}],"reasons":[{"zh","en"}],"unmet":[{"part","label","missing","why","would_help"?}],"lon","lat"}]}.
/// A need the viewer may not read is left out. A personal position is shown to those who may read it in clear, to
/// others that of the village.
boost::json::object board(const Desk& desk, db::Session& session, const record::Given& given,
                          const record::Outside& outside, const record::Record& plan);

/// What is open of a region before anything is planned: its needs, and what became of the offers that were sent.
boost::json::object open_board(const Desk& desk, db::Session& session, const record::Given& given,
                               const record::Outside& outside, const std::string& region,
                               const std::vector<record::Record>& needs);

} // namespace liandong::modules::linkage
