#include "app/says.hpp"

#include <cstdio>

#include "db/errors.hpp"
#include "pack/mistakes.hpp"

namespace liandong::app {

int say_why(std::exception_ptr error) {
    try {
        std::rethrow_exception(error);
    } catch (const pack::Mistakes& mistakes) {
        std::fprintf(stderr, "%s\n", mistakes.what());
        return 1;
    } catch (const base::Fault& fault) {
        std::string why = fault.code;
        for (const auto& finding : fault.findings)
            why += " " + finding.field + ":" + finding.code;
        std::fprintf(stderr, "%s\n", why.c_str());
        return fault.refusal == base::Refusal::busy ? 75 : 1;
    } catch (const db::OutcomeUnknown& unknown) {
        std::fprintf(stderr, "%s\n", unknown.what());
        return 75;
    } catch (const std::logic_error& bug) {
        std::fprintf(stderr, "a bug: %s\n", bug.what());
        return 70;
    } catch (const std::exception& why) {
        std::fprintf(stderr, "%s\n", why.what());
        return 1;
    }
}

base::Words words_of(const pack::Pack& pack, std::string_view code) {
    const std::string name(code);
    if (const auto text = pack.texts.find(name); text != pack.texts.end())
        return text->second;
    for (const auto& rule : pack.rules)
        if (rule.id == name)
            return rule.message;
    const auto dot = name.rfind('.');
    const pack::Type* type = dot == std::string::npos ? nullptr : pack.type(name.substr(0, dot));
    const pack::Event* event = type ? type->event(name.substr(dot + 1)) : nullptr;
    return event ? event->otherwise : base::Words{};
}

} // namespace liandong::app
