// For tests: SQLite's own file system with a counter of syncs and a switch that makes syncing the log fail. It stands
// before the real one from the moment it is made until it goes.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <memory>

namespace liandong::db {

class FailingDisk {
public:
    FailingDisk() {
        real_ = sqlite3_vfs_find(nullptr);
        vfs_ = *real_;
        vfs_.zName = "failing";
        vfs_.szOsFile = real_->szOsFile;
        vfs_.xOpen = open;
        sqlite3_vfs_register(&vfs_, 1);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk() {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(real_, 1);
    }

    static inline std::atomic<int> log_syncs{0};
    static inline std::atomic<bool> fails{false};

private:
    // The real methods of log files, with one of them replaced.
    static inline const sqlite3_io_methods* log_methods_ = nullptr;
    static inline sqlite3_io_methods own_methods_{};
    static inline sqlite3_vfs* real_ = nullptr;
    sqlite3_vfs vfs_{};

    static int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
        const int code = real_->xOpen(real_, name, file, flags, out);
        if (code == SQLITE_OK && (flags & SQLITE_OPEN_WAL)) {
            if (!log_methods_) {
                log_methods_ = file->pMethods;
                own_methods_ = *log_methods_;
                own_methods_.xSync = sync;
            }
            file->pMethods = &own_methods_;
        }
        return code;
    }
    static int sync(sqlite3_file* file, int flags) {
        ++log_syncs;
        return fails ? SQLITE_IOERR_FSYNC : log_methods_->xSync(file, flags);
    }
};

} // namespace liandong::db
