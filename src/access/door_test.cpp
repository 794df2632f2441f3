#include "access/door.hpp"

#include <gmock/gmock.h>

#include "crypt/secret.hpp"
#include "record/testing.hpp"

namespace liandong::access {
namespace {

class DoorTest : public record::OnPack {
protected:
    void SetUp() override {
        record::OnPack::SetUp();
        if (IsSkipped())
            return;
        (*db_)->write([&](db::Session& session) {
            db::migrate(session, tables());
            add(session, record::real_pack(),
                {.id = {}, .login = "worker", .name = "演示", .role = "station_worker", .region = "620123100000"},
                crypt::password_hash(right));
        });
        door_ = std::make_unique<Door>(**db_, keys_, record::real_pack());
    }
    void TearDown() override { door_.reset(); }

    std::string answer(const std::string& login, const std::string& password) {
        const auto codes = refused([&] { door_->sign_in(login, password); });
        return codes.empty() ? "in" : codes.front();
    }

    static constexpr auto right = "Yanshi-2026-right";
    std::unique_ptr<Door> door_;
};

TEST_P(DoorTest, TheRightPasswordOpensASessionThatIsKnownByItsTokenOnly) {
    const SignedIn in = door_->sign_in("worker", right);
    EXPECT_EQ(door_->session(in.token)->account.login, "worker");
    EXPECT_FALSE(door_->session(in.token + "x"));
    (*db_)->read([&](db::Session& session) {
        EXPECT_NE(session.rows("select token from access_session").front().text(0), in.token);
    });
}

TEST_P(DoorTest, AnUnknownNameIsAnsweredLikeAWrongPassword) {
    EXPECT_EQ(answer("worker", "wrong"), "access.wrong_login");
    EXPECT_EQ(answer("nobody-here", "wrong"), "access.wrong_login");
}

TEST_P(DoorTest, AfterFiveWrongPasswordsEvenTheRightOneWaits) {
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(answer("worker", "wrong"), "access.wrong_login");
    EXPECT_EQ(answer("worker", right), "in"); // the fourth does not lock, and signing in forgets
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(answer("worker", "wrong"), "access.wrong_login");
    EXPECT_EQ(answer("worker", right), "access.locked");
}

TEST_P(DoorTest, SigningOutEndsTheSession) {
    const SignedIn in = door_->sign_in("worker", right);
    door_->sign_out(in.token);
    EXPECT_FALSE(door_->session(in.token));
}

TEST_P(DoorTest, ANewPasswordEndsEverySession) {
    const SignedIn in = door_->sign_in("worker", right);
    (*db_)->write(
        [&](db::Session& session) { set_password(session, "worker", crypt::password_hash("another-Password-1")); });
    EXPECT_FALSE(door_->session(in.token));
    EXPECT_EQ(answer("worker", right), "access.wrong_login");
}

TEST_P(DoorTest, APasswordIsAskedForLengthAndKinds) {
    const auto codes = [&](const std::string& password) {
        return refused([&] { check_password(record::real_pack(), "worker", password); });
    };
    EXPECT_THAT(codes("Short-1"), testing::ElementsAre("password access.password_short"));
    EXPECT_THAT(codes("alllowercaseletters"), testing::ElementsAre("password access.password_simple"));
    EXPECT_THAT(codes("My-worker-2026"), testing::ElementsAre("password access.password_known"));
    EXPECT_THAT(codes("Long-enough-2026"), testing::IsEmpty());
}

LIANDONG_ON_BOTH(DoorTest);

} // namespace
} // namespace liandong::access
