// For tests of the kernel and of what stands on it: the real pack on a fresh database of either kind.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "db/testing.hpp"
#include "expr/calendar.hpp"
#include "journal/journal.hpp"
#include "journal/outcome.hpp"
#include "pack/load.hpp"
#include "record/kernel.hpp"

namespace liandong::record {

/// The pack of the repository, read once a process.
inline const pack::Pack& real_pack() {
    static const pack::Pack pack = pack::load(std::string(LIANDONG_SOURCE) + "/pack/gansu-2021");
    return pack;
}

class OnPack : public db::OnBoth {
protected:
    void SetUp() override {
        db::OnBoth::SetUp();
        if (IsSkipped())
            return;
        hooks(hooks_);
        kernel_ = std::make_unique<Kernel>(real_pack(), *real_pack().schema, calendar_, keys_, region_level, hooks_);
        (*db_)->write([&](db::Session& session) {
            auto tables = kernel_->shapes().tables();
            for (const auto& table : journal::request_tables())
                tables.push_back(table);
            db::migrate(session, tables);
            journal::prepare(session);
        });
    }
    virtual void hooks(Hooks& hooks) {
        hooks.events["services.place_request"] = [](HookCall&) {};
        hooks.rules["volunteers.day_limit"] = [](const HookCall&) { return std::vector<base::Finding>{}; };
    }
    static int region_level(const std::string& code) {
        const auto region = base::RegionCode::parse(code);
        return region ? static_cast<int>(region->level()) : 0;
    }

    const Shape& shape(const std::string& type) const { return kernel_->shapes().of(type); }

    /// Reads {"name":"…"} as a patch; throws Fault with what is wrong.
    Patch patch(const std::string& type, const std::string& fields) const {
        std::vector<base::Finding> findings;
        Patch read = read_patch(kernel_->shapes(), shape(type),
                                boost::json::object{{"fields", boost::json::parse(fields)}}, findings);
        if (!findings.empty())
            throw base::Fault(findings);
        return read;
    }
    Saved create(const std::string& type, const std::string& fields) {
        const Uuid id = base::new_uuid();
        return (*db_)->write([&](db::Session& session) {
            return kernel_->create(session, shape(type), id, patch(type, fields), given_, all_seeing());
        });
    }
    Saved change(const Record& record, const std::string& fields) { return change(record, record.version, fields); }
    Saved change(const Record& record, std::int64_t version, const std::string& fields) {
        return (*db_)->write([&](db::Session& session) {
            return kernel_->change(session, shape(record.type->name), record.id, version,
                                   patch(record.type->name, fields), given_, all_seeing(), all_seeing());
        });
    }
    Saved fire(const Record& record, const std::string& event, const std::string& fields = "{}") {
        return (*db_)->write([&](db::Session& session) {
            return kernel_->fire(session, shape(record.type->name), record.id, record.version, event,
                                 patch(record.type->name, fields), given_, all_seeing(), all_seeing());
        });
    }
    Record fetch(const Record& record) {
        return (*db_)->read([&](db::Session& session) {
            return *kernel_->store().fetch(session, shape(record.type->name), record.id);
        });
    }
    /// The codes of the findings an act is refused with; empty when it goes through.
    template <class F>
    static std::vector<std::string> refused(F&& act) {
        std::vector<std::string> codes;
        try {
            act();
        } catch (const base::Fault& fault) {
            for (const auto& finding : fault.findings)
                codes.push_back(finding.field + " " + finding.code);
            if (codes.empty())
                codes.push_back(fault.code);
        }
        return codes;
    }

    crypt::Keys keys_ = crypt::Keys::fresh();
    expr::Calendar calendar_{2020, 2032};
    Hooks hooks_;
    std::unique_ptr<Kernel> kernel_;
    Given given_;
};

} // namespace liandong::record
