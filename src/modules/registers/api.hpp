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

} // namespace liandong::modules::registers
