// What the addresses of attachments take and answer.
#include "blob/blob.hpp"
#include "http/schema.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_limits.hpp"

namespace liandong::modules::registers {

using namespace http::schema;

http::Schemas file_schemas() {
    // A file that is not there any more is told by its id alone.
    const std::vector<Member> file{
        {"id", text("uuid")}, maybe("name", text()), maybe("size", whole()), maybe("type", text())};
    const std::vector<Member> upload{
        {"id", text("uuid")}, {"size", whole()}, {"arrived", whole()}, {"finished", flag()}, {"part_most", whole()}};
    const auto at_position = [](std::vector<Member> members) {
        members.push_back({"position", refers("Position")});
        return closed(members);
    };
    object name = short_text(file_name_most);
    name["minLength"] = 1;
    return {{"File", closed(file)},
            {"Upload", closed(upload)},
            {"FinishedFile", at_position(file)},
            {"FileOrUpload", either({at_position(file), at_position(upload)})},
            {"NewBlob", closed({{"name", name},
                                {"size", whole(1, blob::import_bytes_max)},
                                maybe("sha256", or_null(formed("^([0-9a-f]{64})?$"))),
                                maybe("purpose", or_null(one_of({"", "attachment", "import"})))})}};
}

} // namespace liandong::modules::registers
