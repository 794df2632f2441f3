#include "db/placeholders.hpp"

#include <gtest/gtest.h>

namespace liandong::db {
namespace {

TEST(Placeholders, are_numbered_from_one) {
    EXPECT_EQ(numbered("select a from t where b = ? and c in (?, ?)"),
              "select a from t where b = $1 and c in ($2, $3)");
}

TEST(Placeholders, in_quotes_names_and_comments_are_text) {
    EXPECT_EQ(numbered("select '?', 'it''s ?', \"a?b\", ? -- why?\n, ? /* ? */"),
              "select '?', 'it''s ?', \"a?b\", $1 -- why?\n, $2 /* ? */");
}

TEST(Placeholders, survive_an_open_quote_and_an_open_comment) {
    EXPECT_EQ(numbered("select ?, '?"), "select $1, '?");
    EXPECT_EQ(numbered("? /* ?"), "$1 /* ?");
    EXPECT_EQ(numbered("? --"), "$1 --");
}

} // namespace
} // namespace liandong::db
