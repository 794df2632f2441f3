#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "crypt/digest.hpp"
#include "crypt/seal.hpp"
#include "crypt/secret.hpp"
#include "crypt/text.hpp"

namespace liandong::crypt {
namespace {

const Place place{"people.person", "0192f0c1-0000-7000-8000-000000000001", "phone"};

TEST(Seal, opens_where_it_was_sealed) {
    const Keys keys = Keys::fresh();
    for (const std::string& plain :
         {std::string(), std::string("1"), std::string("兰州演示路1号"), std::string(100'000, 'x')})
        EXPECT_EQ(open(keys, seal(keys, plain, place), place), plain);
}

TEST(Seal, opens_nowhere_else) {
    const Keys keys = Keys::fresh();
    const Bytes sealed = seal(keys, "演示", place);
    EXPECT_THROW(open(keys, sealed, {"people.person", place.record, "address"}), CannotOpen);
    EXPECT_THROW(open(keys, sealed, {"people.person", "another", "phone"}), CannotOpen);
    EXPECT_THROW(open(keys, sealed, {"talent.profile", place.record, "phone"}), CannotOpen);
    EXPECT_THROW(open(keys, sealed, {"people.person0", place.record.substr(1), "phone"}), CannotOpen)
        << "no sliding of borders";
}

TEST(Seal, does_not_open_when_any_bit_was_altered) {
    const Keys keys = Keys::fresh();
    const Bytes sealed = seal(keys, "演示", place);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        Bytes altered = sealed;
        altered[i] ^= 1;
        EXPECT_THROW(open(keys, altered, place), CannotOpen) << "byte " << i;
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        EXPECT_THROW(open(keys, std::span(sealed).first(size), place), CannotOpen);
}

TEST(Seal, is_another_each_time) {
    const Keys keys = Keys::fresh();
    EXPECT_NE(seal(keys, "same", place), seal(keys, "same", place));
}

TEST(Seal, of_an_old_key_opens_after_a_new_one_came) {
    Keys keys = Keys::fresh();
    const Bytes old = seal(keys, "演示", place);
    keys.renew(Purpose::field);
    EXPECT_EQ(open(keys, old, place), "演示");
    EXPECT_EQ(seal(keys, "演示", place)[1], 2) << "the new key writes";
    EXPECT_THROW(open(Keys::fresh(), seal(keys, "演示", place), place), CannotOpen);
}

TEST(Digest, is_the_same_for_the_same_and_differs_by_name_value_and_key) {
    const Keys keys = Keys::fresh();
    const auto one = digest(keys, "people.person.id_no", "x");
    EXPECT_EQ(one, digest(keys, "people.person.id_no", "x"));
    EXPECT_NE(one, digest(keys, "people.person.id_no", "y"));
    EXPECT_NE(one, digest(keys, "people.person.phone", "x"));
    EXPECT_NE(one, digest(Keys::fresh(), "people.person.id_no", "x"));
    EXPECT_EQ(one.size(), 47U);
    EXPECT_TRUE(one.starts_with("1.1."));
}

TEST(Digest, is_searched_under_all_keys_while_they_change) {
    Keys keys = Keys::fresh();
    const auto old = digest(keys, "n", "x");
    keys.renew(Purpose::digest);
    EXPECT_EQ(digests(keys, "n", "x"), (std::vector<std::string>{digest(keys, "n", "x"), old}));
}

TEST(RecordDigest, forgets_what_is_empty_and_minds_all_else) {
    const Keys keys = Keys::fresh();
    const auto of = [&](std::map<std::string, base::Value> fields, std::int64_t version = 1) {
        return record_digest(keys, "t.x", "id", version, fields);
    };
    const auto one = of({{"a", std::string("1")}});
    EXPECT_EQ(one, of({{"a", std::string("1")}, {"b", {}}, {"c", std::string()}, {"d", base::Codes{}}}));
    EXPECT_NE(one, of({{"a", std::int64_t{1}}})) << "a text is not a number";
    EXPECT_NE(one, of({{"b", std::string("1")}}));
    EXPECT_NE(one, of({{"a", std::string("1")}}, 2));
    EXPECT_NE(of({{"a", true}}), of({{"a", false}}));
    EXPECT_EQ(of({{"a", base::Codes{"2", "1"}}}), of({{"a", base::Codes{"1", "2"}}}));
}

TEST(RecordDigest, is_recognised_under_its_own_key_whichever_writes_now) {
    Keys keys = Keys::fresh();
    const std::map<std::string, base::Value> fields{{"name", std::string("张演示")}};
    const auto stored = record_digest(keys, "t", "id", 3, fields);
    keys.renew(Purpose::journal);
    EXPECT_TRUE(same_record(keys, stored, "t", "id", 3, fields));
    EXPECT_FALSE(same_record(keys, stored, "t", "id", 4, fields));
    EXPECT_FALSE(same_record(keys, "1.9." + stored.substr(4), "t", "id", 3, fields));
    for (const char* junk : {"", "1.", "1.1", "x", "1..", "1.999.a"})
        EXPECT_FALSE(same_record(keys, junk, "t", "id", 3, fields)) << junk;
}

TEST(Sha256, gives_the_published_answer_in_one_piece_and_in_many) {
    // FIPS 180-2, appendix B.1: "abc".
    const auto published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    EXPECT_EQ(to_hex(sha256("abc")), published);
    Sha256 sum;
    for (const char* piece : {"a", "", "bc"})
        sum.add(piece);
    EXPECT_EQ(to_hex(sum.finish()), published);
}

TEST(Password, matches_itself_and_nothing_else) {
    const auto hash = password_hash("演示-密码", {.memory_kib = 64, .passes = 1, .lanes = 1});
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
    EXPECT_TRUE(password_matches("演示-密码", hash));
    EXPECT_FALSE(password_matches("演示-密碼", hash));
    EXPECT_FALSE(password_matches("", hash));
    EXPECT_FALSE(password_matches("演示-密码", "not a hash"));
    EXPECT_FALSE(password_matches("", ""));
}

TEST(Password, has_a_salt_of_its_own) {
    const PasswordCost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};
    EXPECT_NE(password_hash("same", cheap), password_hash("same", cheap));
}

TEST(Password, of_another_cost_is_outdated) {
    const auto cheap = password_hash("x", {.memory_kib = 64, .passes = 1, .lanes = 1});
    EXPECT_TRUE(password_outdated(cheap));
    EXPECT_FALSE(password_outdated(cheap, {.memory_kib = 64, .passes = 1, .lanes = 1}));
    EXPECT_TRUE(password_outdated("$2b$10$old"));
}

TEST(Secrets, are_long_enough_and_never_the_same) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        EXPECT_TRUE(seen.insert(new_token()).second);
        EXPECT_TRUE(seen.insert(new_code()).second);
    }
    EXPECT_EQ(new_token().size(), 43U);
    EXPECT_EQ(new_code(40).size(), 9U);
    EXPECT_EQ(new_code(41).size(), 11U) << "at least that many bits";
}

TEST(Secrets, codes_have_no_characters_that_look_alike) {
    for (int i = 0; i < 1000; ++i)
        EXPECT_EQ(new_code().find_first_of("ILOU"), std::string::npos);
}

TEST(Secrets, codes_are_understood_as_people_type_them) {
    EXPECT_EQ(clean_code("7k3m q2xr"), "7K3M-Q2XR");
    EXPECT_EQ(clean_code(" O1il-0000 "), "0111-0000");
    EXPECT_EQ(clean_code("7K3M-Q2X!"), "");
    const auto code = new_code(60);
    EXPECT_EQ(clean_code(code), code);
}

TEST(Secrets, token_digests_need_the_key) {
    const Keys keys = Keys::fresh();
    EXPECT_EQ(token_digest(keys, "t"), token_digest(keys, "t"));
    EXPECT_NE(token_digest(keys, "t"), token_digest(Keys::fresh(), "t"));
}

TEST(Secrets, are_compared_whole) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "abcd"));
    EXPECT_TRUE(same_secret("", ""));
}

TEST(BytesAsText, come_back) {
    for (std::size_t size = 0; size < 40; ++size) {
        const Bytes bytes = random_bytes(size);
        EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
        EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
    }
    // RFC 4648, section 10, without padding.
    EXPECT_EQ(to_base64url(Bytes{'f', 'o', 'o', 'b'}), "Zm9vYg");
}

TEST(BytesAsText, that_is_none_gives_nothing) {
    for (const char* bad : {"a", "A", "0g", "abc"})
        EXPECT_EQ(from_hex(bad), std::nullopt) << bad;
    for (const char* bad : {"A", "AAAAA", "AB", "A+==", "Zm9vYh"})
        EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
}

class KeyFile : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("liandong_keys_" + new_token(64));
        std::filesystem::create_directory(folder_);
        path_ = folder_ / "keys";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    void write(const std::string& text) {
        std::ofstream(path_) << text;
        ::chmod(path_.c_str(), 0600);
    }
    std::filesystem::path folder_;
    std::filesystem::path path_;
};

TEST_F(KeyFile, is_for_its_owner_only_and_read_again_opens_what_was_sealed) {
    make_keys(path_);
    EXPECT_EQ(std::filesystem::status(path_).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const Bytes sealed = seal(Keys::read(path_), "演示", place);
    EXPECT_EQ(open(Keys::read(path_), sealed, place), "演示");
}

TEST_F(KeyFile, is_never_overwritten) {
    make_keys(path_);
    EXPECT_THROW(make_keys(path_), std::runtime_error);
}

TEST_F(KeyFile, open_to_others_is_refused) {
    make_keys(path_);
    for (const mode_t mode : {0640U, 0604U, 0620U, 0660U, 0644U, 0610U}) {
        ::chmod(path_.c_str(), mode);
        EXPECT_THROW(Keys::read(path_), std::runtime_error) << std::oct << mode;
    }
    ::chmod(path_.c_str(), 0400);
    EXPECT_NO_THROW(Keys::read(path_));
}

TEST_F(KeyFile, that_is_absent_damaged_or_lacks_a_purpose_is_refused_without_showing_a_key) {
    EXPECT_THROW(Keys::read(path_), std::runtime_error);
    const std::string key(64, 'a');
    const std::string whole =
        "liandong-keys 1\nfield 1 " + key + "\ndigest 1 " + key + "\ntoken 1 " + key + "\njournal 1 " + key + "\n";
    write(whole);
    EXPECT_NO_THROW(Keys::read(path_));
    for (const auto& bad : {std::string(), std::string("something else\n"), whole + "field 1 " + key + "\n",
                            whole + "field 0 " + key + "\n", whole + "field 256 " + key + "\n",
                            whole + "field 2 " + key + "a\n", whole + "other 1 " + key + "\n",
                            whole + "field 2 " + key + " more\n", whole.substr(0, whole.find("journal"))}) {
        write(bad);
        try {
            Keys::read(path_);
            FAIL() << bad;
        } catch (const std::runtime_error& error) {
            EXPECT_EQ(std::string(error.what()).find("aaaa"), std::string::npos);
        }
    }
}

TEST_F(KeyFile, keeps_old_keys_beside_new_ones) {
    Keys keys = Keys::fresh();
    const Bytes sealed = seal(keys, "演示", place);
    keys.renew(Purpose::field);
    keys.save(path_);
    EXPECT_EQ(open(Keys::read(path_), sealed, place), "演示");
    EXPECT_EQ(Keys::read(path_).current(Purpose::field).number, 2);
}

} // namespace
} // namespace liandong::crypt
