// The portal's secrets: which code opens which receipt, and what is kept of them.
#include "modules/services/secrets.hpp"

#include <gtest/gtest.h>

#include "crypt/seal.hpp"

namespace liandong::modules::services {
namespace {

using crypt::Keys;
using crypt::Purpose;

TEST(Secrets, ACodeIsBoundToItsReceipt) {
    const Keys keys = Keys::fresh();
    const std::string kept = code_digest(keys, "QZ1", "7K3M-Q2XR");
    EXPECT_TRUE(same_code(keys, "QZ1", "7k3m q2xr", kept));
    EXPECT_FALSE(same_code(keys, "QZ2", "7K3M-Q2XR", kept));
    EXPECT_FALSE(same_code(keys, "QZ1", "7K3M-Q2XS", kept));
}

TEST(Secrets, WhatIsNoCodeOpensNothing) {
    const Keys keys = Keys::fresh();
    EXPECT_FALSE(same_code(keys, "QZ1", "", code_digest(keys, "QZ1", "")));
    EXPECT_FALSE(same_code(keys, "QZ1", "中文", code_digest(keys, "QZ1", "?")));
}

TEST(Secrets, ACodeOutlivesTheKeyItWasKeptUnder) {
    Keys keys = Keys::fresh();
    const std::string kept = code_digest(keys, "QZ1", "7K3M-Q2XR");
    keys.renew(Purpose::digest);
    EXPECT_TRUE(same_code(keys, "QZ1", "7K3M-Q2XR", kept));
}

TEST(Secrets, AKeptAnswerOpensForItsOwnRequestOnly) {
    const Keys keys = Keys::fresh();
    const base::Uuid one = base::new_uuid(), other = base::new_uuid();
    const std::string kept = sealed_answer(keys, one, "the answer");
    EXPECT_EQ(opened_answer(keys, one, kept), "the answer");
    EXPECT_THROW(opened_answer(keys, other, kept), crypt::CannotOpen);
    EXPECT_THROW(opened_answer(keys, one, "!"), crypt::CannotOpen);
}

} // namespace
} // namespace liandong::modules::services
