// The addresses that belong to no business concept: session, pack, records of any declared type, pick, attachments.
#pragma once

#include "modules/routes.hpp"

namespace liandong::modules::registers {

http::Routes session_routes(Desk& desk);
http::Routes pack_routes(Desk& desk);
http::Routes record_routes(Desk& desk);
http::Routes find_routes(Desk& desk);
http::Routes blob_routes(Desk& desk);
http::Routes notice_routes(Desk& desk);
http::Routes figure_routes(Desk& desk);

/// What all of these take and answer.
http::Schemas schemas(const pack::Pack& pack, http::Language language);
http::Schemas type_schemas(const pack::Pack& pack, http::Language language);
http::Schemas pack_schemas();
http::Schemas file_schemas();
http::Schemas notice_schemas();

/// The types that /records, /pick and /pack/types know.
std::vector<std::string> type_names(const pack::Pack& pack);

/// The cookies a session may stand in; under TLS the first.
std::vector<std::string> session_cookies();

} // namespace liandong::modules::registers
