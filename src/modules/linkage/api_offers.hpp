// How an act on an offer is answered: the same for the station and for the volunteer.
#pragma once

#include <boost/json/object.hpp>
#include <functional>

#include "http/router.hpp"
#include "modules/desk.hpp"
#include "modules/linkage/offers.hpp"

namespace liandong::modules::linkage {

/// Acts once under the request's id and answers with what `print` makes of the offer. A wrong code is counted.
http::Reply act_once(Desk& desk, http::Request& request, const record::Given& given, const Uuid& offer, const Act& act,
                     const std::function<boost::json::object(db::Session&, const Uuid&)>& print);

/// {"record": the offer as its viewer may read it}.
boost::json::object printed(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& offer);

} // namespace liandong::modules::linkage
