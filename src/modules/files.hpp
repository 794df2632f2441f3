// What the kernel of records asks about attachments, answered.
#pragma once

#include "blob/attachments.hpp"
#include "record/files.hpp"

namespace liandong::modules {

/// `attachments` outlive the kernel that is given this.
inline record::Files files_of(const blob::Attachments& attachments) {
    const auto use_of = [](const record::FilePlace& place) { return blob::Use{place.type, place.record, place.field}; };
    return {.may_attach =
                [&attachments](db::Session& session, const std::string& id, const record::Given& given) {
                    const auto key = base::parse_uuid(id);
                    const auto found = key ? attachments.find(session, *key) : std::nullopt;
                    return found && found->finished_at && found->purpose == blob::Purpose::attachment &&
                           (given.me.login.empty() || found->owner == given.me.account);
                },
            .attached =
                [use_of](db::Session& session, const std::string& id, const record::FilePlace& place) {
                    blob::add_use(session, *base::parse_uuid(id), use_of(place));
                },
            .detached =
                [use_of](db::Session& session, const std::string& id, const record::FilePlace& place) {
                    blob::remove_use(session, *base::parse_uuid(id), use_of(place));
                }};
}

} // namespace liandong::modules
