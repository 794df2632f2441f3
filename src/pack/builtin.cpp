// The one place where the server's own types are declared.
#include "pack/builtin.hpp"

namespace liandong::pack {

namespace {

struct Line {
    const char* name;
    Kind kind;
    const char* zh;
    const char* en;
    const char* of = ""; // the type of a reference, the list of a code
    Privacy privacy = Privacy::open;
};

Type made(const char* name, base::Words label, const char* title, const char* region, std::vector<Line> fields) {
    Type type;
    type.name = name;
    type.label = std::move(label);
    type.title = title;
    type.region = region;
    type.built_in = true;
    const auto field = [](const Line& one) {
        Field out;
        out.name = one.name;
        out.kind = one.kind;
        (one.kind == Kind::code ? out.list : out.target) = one.of;
        out.privacy = one.privacy;
        out.label = {one.zh, one.en};
        if (one.kind == Kind::text)
            out.most = 200;
        return out;
    };
    for (const auto& one : fields)
        type.fields.push_back(field(one));
    type.common = {field({"id", Kind::ref, "编号", "Id", name}), field({"version", Kind::number, "版本", "Version"}),
                   field({"region", Kind::region, "所属地区", "Region"}),
                   field({"region_then", Kind::region, "发生时所属地区", "Region at the time"})};
    return type;
}

Type region_type() {
    return made("regions.region", {"行政区划", "Region"}, "{name}", "code",
                {{"code", Kind::region, "代码", "Code"},
                 {"name", Kind::text, "名称", "Name"},
                 {"level", Kind::number, "层级", "Level"},
                 {"kind", Kind::code, "性质", "Kind", "region_kind"},
                 {"type", Kind::code, "类型", "Type", "region_type"},
                 {"parent", Kind::region, "上级", "Above"},
                 {"county_level", Kind::boolean, "县级", "County level"},
                 {"official", Kind::boolean, "国标区划", "Official division"},
                 {"statistical", Kind::boolean, "仅统计用", "Statistical only"},
                 {"similar", Kind::boolean, "类似乡级单位", "Similar to a township"},
                 {"key_county", Kind::boolean, "国家乡村振兴重点帮扶县", "Key county of rural revitalisation"},
                 {"key_province", Kind::boolean, "省级重点帮扶县", "Key county of the province"},
                 {"old_base", Kind::boolean, "革命老区", "Old revolutionary base"},
                 {"ethnic_area", Kind::boolean, "民族地区", "Ethnic area"},
                 {"border", Kind::boolean, "边疆地区", "Border area"},
                 {"population", Kind::number, "人口", "Population"},
                 {"point", Kind::point, "位置", "Position"},
                 {"since", Kind::date, "设立", "Since"},
                 {"until", Kind::date, "撤销", "Until"}});
}

Type account_type() {
    return made("access.account", {"账号", "Account"}, "{name}", "region",
                {{"login", Kind::text, "登录名", "Login"},
                 {"name", Kind::text, "姓名", "Name", "", Privacy::personal},
                 {"role", Kind::text, "角色", "Role"},
                 {"person", Kind::ref, "人员", "Person", "people.person"},
                 {"worker", Kind::ref, "社工", "Worker", "talent.worker"},
                 {"station", Kind::ref, "社工站", "Station", "stations.station"},
                 {"agency", Kind::ref, "机构", "Agency", "agencies.agency"},
                 {"org", Kind::ref, "组织", "Organisation", "governance.org"},
                 {"active", Kind::boolean, "可用", "Active"}});
}

Type blob_type() {
    return made("blob", {"附件", "Attachment"}, "{name}", "",
                {{"name", Kind::text, "文件名", "Name", "", Privacy::sensitive},
                 {"size", Kind::number, "大小", "Size"},
                 {"media", Kind::text, "类型", "Media type"}});
}

} // namespace

std::vector<Type> builtin_types() { return {region_type(), account_type(), blob_type()}; }

std::vector<CodeList> builtin_lists() {
    const auto list = [](const char* name, base::Words label, std::vector<Word> words) {
        return CodeList{name, std::move(label), true, false, "NBS", std::move(words)};
    };
    const auto word = [](const char* name, const char* zh, const char* en) { return Word{name, name, {zh, en}}; };
    return {list("region_kind", {"区划性质", "Kind of division"},
                 {word("official", "行政区划", "Official"), word("statistical", "统计用", "Statistical only"),
                  word("virtual", "虚拟单位", "Virtual")}),
            list("region_type", {"区划类型", "Type of division"},
                 {word("province", "省", "Province"), word("prefecture_city", "地级市", "Prefecture-level city"),
                  word("autonomous_prefecture", "自治州", "Autonomous prefecture"),
                  word("district", "市辖区", "District"), word("county_city", "县级市", "County-level city"),
                  word("county", "县", "County"), word("autonomous_county", "自治县", "Autonomous county"),
                  word("county_like", "类似县级单位", "Similar to a county"), word("street", "街道", "Subdistrict"),
                  word("town", "镇", "Town"), word("township", "乡", "Township"),
                  word("ethnic_township", "民族乡", "Ethnic township"),
                  word("township_like", "类似乡级单位", "Similar to a township"),
                  word("residents", "社区", "Residents' committee"), word("villagers", "村", "Villagers' committee"),
                  word("residents_like", "类似社区单位", "Similar to a community"),
                  word("villagers_like", "类似村单位", "Similar to a village")})};
}

const std::vector<std::string>& common_words() {
    static const std::vector<std::string> words{"read", "create", "change", "count", "export"};
    return words;
}

const std::vector<std::string>& levels() {
    static const std::vector<std::string> names{"province", "prefecture", "county", "town", "village"};
    return names;
}

} // namespace liandong::pack
