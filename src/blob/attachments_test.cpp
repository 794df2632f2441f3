#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "base/fault.hpp"
#include "blob/attachments.hpp"
#include "blob/testing.hpp"
#include "crypt/digest.hpp"
#include "crypt/text.hpp"
#include "db/testing.hpp"
#include "journal/journal.hpp"
#include "journal/outcome.hpp"

namespace liandong::blob {
namespace {

using base::Refusal;

class AttachmentsTest : public db::OnBoth {
protected:
    template <class F>
    auto write(F&& act) {
        return (*db_)->write(act);
    }
    template <class F>
    auto read(F&& act) {
        return (*db_)->read(act);
    }

    void SetUp() override {
        OnBoth::SetUp();
        if (IsSkipped())
            return;
        write([](db::Session& session) {
            db::migrate(session, tables());
            journal::prepare(session);
        });
    }

    Blob begun(std::int64_t size, const std::string& sha256 = "") {
        Blob blob{.id = base::new_uuid(), .name = "演示.png", .size = size, .owner = me_, .begun_at = now_};
        blob.sha256 = sha256;
        write([&](db::Session& session) { attachments_.begin(session, blob); });
        return blob;
    }
    Progress part(const Blob& blob, std::int64_t at, const std::string& bytes) {
        return attachments_.take(**db_, blob.id, at, bytes);
    }
    Blob finished(const Blob& begun) {
        auto parts = read([&](db::Session& session) { return parts_of(session, begun.id); });
        const Content content = attachments_.gather(begun, parts);
        Blob blob = begun;
        write([&](db::Session& session) { attachments_.finish(session, blob, content, by_); });
        attachments_.drop_parts(blob.id, parts);
        return *read([&](db::Session& session) { return attachments_.find(session, blob.id); });
    }
    Blob sent(const std::string& bytes, const std::string& name = "演示.png") {
        Blob blob{.id = base::new_uuid(), .name = name, .owner = me_};
        const Content content = attachments_.keep(bytes);
        write([&](db::Session& session) { attachments_.add(session, blob, content, by_); });
        return blob;
    }
    std::string content(const Blob& blob) {
        SealedReader reader = attachments_.open(blob);
        std::string all;
        while (all.size() < reader.size())
            all += reader.read(all.size(), reader.size());
        return all;
    }
    std::size_t files(const std::string& in) const {
        std::error_code none;
        std::size_t count = 0;
        for (const auto& file : std::filesystem::directory_iterator(folder_.path / in, none))
            count += file.is_regular_file() ? 1 : 0;
        return count;
    }
    template <class F>
    static std::string refused(F&& act) {
        try {
            act();
        } catch (const base::Fault& fault) {
            return fault.findings.empty() ? fault.code : fault.findings.front().code;
        }
        return "";
    }

    TestFolder folder_;
    crypt::Keys keys_ = crypt::Keys::fresh();
    Attachments attachments_{folder_.path, keys_};
    Uuid me_ = base::new_uuid();
    Instant now_ = base::now();
    By by_{.account = me_, .role = "station_worker", .region = "620123100000", .request = {}, .now = now_};
};
LIANDONG_ON_BOTH(AttachmentsTest);

TEST_P(AttachmentsTest, AContentComesBackByteForByte) {
    const std::string picture = test_picture(3 * piece_bytes + 17);
    EXPECT_EQ(content(sent(picture)), picture);
}

TEST_P(AttachmentsTest, TheSameContentLiesThereOnce) {
    const Blob one = sent(test_picture());
    const Blob other = sent(test_picture(), "演示二.png");
    EXPECT_EQ(one.digest, other.digest);
    EXPECT_EQ(files("contents"), 1U);
    EXPECT_NE(sent(test_picture(100, 'y')).digest, one.digest);
}

TEST_P(AttachmentsTest, PartsBecomeOneContentAndLeaveNothingBehind) {
    const std::string picture = test_picture(piece_bytes + 500);
    const Blob blob = begun(static_cast<std::int64_t>(picture.size()), crypt::to_hex(crypt::sha256(picture)));
    EXPECT_EQ(part(blob, 0, picture.substr(0, 300)).arrived, 300);
    EXPECT_EQ(part(blob, 300, picture.substr(300, piece_bytes)).arrived, static_cast<std::int64_t>(300 + piece_bytes));
    part(blob, 300 + static_cast<std::int64_t>(piece_bytes), picture.substr(300 + piece_bytes));
    const Blob whole = finished(blob);
    EXPECT_EQ(content(whole), picture);
    EXPECT_EQ(whole.media, "image/png");
    EXPECT_EQ(files("parts"), 0U);
    EXPECT_EQ(files("making"), 0U);
}

TEST_P(AttachmentsTest, TheSamePartAgainChangesNothing) {
    const Blob blob = begun(100);
    part(blob, 0, test_picture(60));
    EXPECT_EQ(part(blob, 0, test_picture(60)).arrived, 60);
}

TEST_P(AttachmentsTest, APartThatLeavesAGapIsToldWhatIsExpected) {
    const Blob blob = begun(100);
    part(blob, 0, test_picture(60));
    try {
        part(blob, 70, "x");
        FAIL();
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.refusal, Refusal::conflict);
        EXPECT_EQ(fault.detail_json, R"({"arrived":60})");
    }
    EXPECT_EQ(refused([&] { part(blob, 0, test_picture(60, 'y')); }), "blob.out_of_step"); // another content
    EXPECT_EQ(refused([&] { part(blob, 60, std::string(41, 'x')); }), "blob.out_of_step"); // more than was said
}

TEST_P(AttachmentsTest, AnUploadThatIsNotWholeCannotBeFinished) {
    const Blob blob = begun(100);
    part(blob, 0, test_picture(60));
    EXPECT_EQ(refused([&] { finished(blob); }), "blob.out_of_step");
}

TEST_P(AttachmentsTest, AContentWithAnotherDigestThanSaidIsRefused) {
    const Blob blob = begun(100, crypt::to_hex(crypt::sha256("another")));
    part(blob, 0, test_picture(100));
    EXPECT_EQ(refused([&] { finished(blob); }), "blob.broken");
}

// What a new process finds: the rows and the folder, and nothing else.
TEST_P(AttachmentsTest, AcknowledgedPartsOutliveTheProcess) {
    const std::string picture = test_picture(1000);
    const Blob blob = begun(1000);
    part(blob, 0, picture.substr(0, 400));
    (*db_).open_again();
    const Attachments after(folder_.path, keys_);
    EXPECT_EQ(read([&](db::Session& session) { return after.progress(session, blob).arrived; }), 400);
    part(blob, 400, picture.substr(400));
    EXPECT_EQ(content(finished(blob)), picture);
}

TEST_P(AttachmentsTest, NothingInTheFolderOrTheTableReadsAsWhatWasSent) {
    const std::string words = "演示 王大爷 的家访记录，只有有权的人能看。";
    const Blob blob = sent(words, "演示王大爷.txt");
    std::ifstream file(attachments_.folder().content(blob.digest), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(bytes.find("演示"), std::string::npos);
    const auto name = read([&](db::Session& session) {
        return session.rows("select name from blob where id = ?", blob.id).front().bytes(0);
    });
    EXPECT_EQ(std::string(name.begin(), name.end()).find("王大爷"), std::string::npos);
    EXPECT_EQ(read([&](db::Session& session) { return attachments_.find(session, blob.id)->name; }), "演示王大爷.txt");
}

TEST_P(AttachmentsTest, AChangedCutOrRenamedContentDoesNotOpen) {
    const Blob blob = sent(test_picture(2 * piece_bytes));
    const auto path = attachments_.folder().content(blob.digest);
    Blob moved = blob;
    moved.digest = "1.1.another";
    std::filesystem::copy_file(path, attachments_.folder().content(moved.digest));
    EXPECT_THROW(content(moved), crypt::CannotOpen);
    Blob shorter = blob;
    shorter.size -= 1;
    EXPECT_THROW(content(shorter), crypt::CannotOpen);
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(piece_bytes + 100));
        file.put('!');
    }
    EXPECT_EQ(attachments_.open(blob).read(0, 8), test_picture(8)); // the first piece is as it was
    EXPECT_THROW(content(blob), crypt::CannotOpen);
    std::filesystem::resize_file(path, piece_bytes + 30);
    EXPECT_THROW(content(blob), crypt::CannotOpen);
}

TEST_P(AttachmentsTest, AContentDoesNotOpenWithOtherKeys) {
    const Blob blob = sent(test_picture());
    const crypt::Keys others = crypt::Keys::fresh();
    const Attachments stranger(folder_.path, others);
    EXPECT_THROW(stranger.open(blob).read(0, 1), crypt::CannotOpen);
}

TEST_P(AttachmentsTest, AfterARenewedKeyOldContentsOpenAndAreStillThereOnce) {
    const Blob blob = sent(test_picture());
    keys_.renew(crypt::Purpose::field);
    keys_.renew(crypt::Purpose::digest);
    EXPECT_EQ(content(blob), test_picture());
    EXPECT_EQ(sent(test_picture()).digest, blob.digest);
    EXPECT_EQ(files("contents"), 1U);
}

TEST_P(AttachmentsTest, AFinishedAttachmentIsOneLineOfTheJournalWithoutItsName) {
    const Blob blob = sent(test_picture());
    const auto lines = read([&](db::Session& session) { return journal::of_record(session, "blob", blob.id); });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].account, me_);
    EXPECT_FALSE(lines[0].body);
    EXPECT_TRUE(
        crypt::same_record(keys_, lines[0].digest, "blob", base::to_text(blob.id), 1,
                           {{"digest", blob.digest}, {"media", blob.media}, {"name", blob.name}, {"size", blob.size}}));
}

TEST_P(AttachmentsTest, AnUploadIsDroppedADayAfterItBeganAndNotBefore) {
    const Blob blob = begun(100);
    part(blob, 0, test_picture(60));
    const Blob kept = sent(test_picture());
    EXPECT_EQ(attachments_.drop_stale(**db_, {now_.ms + 86'400'000}), 0U);
    EXPECT_EQ(files("parts"), 1U);
    EXPECT_EQ(attachments_.drop_stale(**db_, {now_.ms + 86'400'001}), 1U);
    EXPECT_EQ(files("parts"), 0U);
    EXPECT_EQ(refused([&] { part(blob, 60, "x"); }), "blob.not_found");
    EXPECT_EQ(content(kept), test_picture());
}

TEST_P(AttachmentsTest, NobodyBeginsUploadsWithoutEnd) {
    for (int i = 0; i < 50; ++i)
        begun(100);
    EXPECT_EQ(refused([&] { begun(100); }), "blob.too_many");
}

// A limit on the size of files stands for a full disk.
TEST_P(AttachmentsTest, AFullDiskIsSaidAndLeavesNothing) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{100'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    std::string code;
    try {
        attachments_.keep(test_picture(piece_bytes));
    } catch (const base::Fault& fault) {
        code = fault.code;
        EXPECT_EQ(fault.refusal, Refusal::disk_full);
    }
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(code, "disk.full");
    EXPECT_EQ(files("contents") + files("making"), 0U);
}

} // namespace
} // namespace liandong::blob
