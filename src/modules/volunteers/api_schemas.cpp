// What the volunteer's own addresses take and answer.
#include "http/schema.hpp"
#include "modules/volunteers/api_volunteer.hpp"

namespace liandong::modules::volunteers {

using namespace http::schema;

http::Schemas schemas(const pack::Pack&, http::Language) {
    const object moment = or_null(text("date-time"));
    const object client = closed({maybe("name", text()), maybe("phone", text()), maybe("address", text())});
    const object offer = closed({{"id", text("uuid")},
                                 {"state", text()},
                                 {"state_label", refers("Words")},
                                 {"need_title", or_null(text())},
                                 {"place", text()},
                                 {"starts", moment},
                                 {"ends", moment},
                                 maybe("meet_at", text()),
                                 maybe("safety", text()),
                                 maybe("answer_by", text("date-time")),
                                 maybe("reasons", text()),
                                 maybe("in_at", text("date-time")),
                                 maybe("out_at", text("date-time")),
                                 maybe("minutes", whole()),
                                 maybe("client", client)});
    const object act = closed({{"do", one_of({"accept", "decline", "check_in", "check_out"})},
                               maybe("code", or_null(short_text(word_most))),
                               maybe("reason", or_null(short_text(text_most)))});
    return {{"OwnOffer", offer},
            {"VolunteerOffers", closed({{"items", list_of(refers("OwnOffer"))}})},
            {"VolunteerOffer", closed({{"offer", refers("OwnOffer")}, {"position", refers("Position")}})},
            {"VolunteerAct", act}};
}

} // namespace liandong::modules::volunteers
