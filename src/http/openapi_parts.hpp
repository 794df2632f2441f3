// The parts of the OpenAPI document that many operations share: headers, refusals, the session's cookies.
#pragma once

#include <boost/json/object.hpp>

#include "http/openapi.hpp"

namespace liandong::http {

/// components.parameters: RequestId, RequestIdMay, IfMatch, IfNoneMatch, Csrf, AcceptLanguage.
boost::json::object shared_parameters(Language language);
/// components.headers: RequestId, ETag, RetryAfter, SetCookie.
boost::json::object shared_headers(Language language);
/// components.responses: one a status that refuses, named "400", "401" …
boost::json::object shared_refusals(Language language);
/// components.securitySchemes and the document's `security`: any one of the cookies.
boost::json::object cookie_schemes(const std::vector<std::string>& cookies, Language language);
boost::json::array any_cookie(const std::vector<std::string>& cookies);
/// {"error":{…}} as http/refusal.cpp writes it.
boost::json::object error_schema(Language language);
/// One parameter of path or query.
boost::json::object parameter_json(const Parameter& parameter, const char* where, Language language);

} // namespace liandong::http
