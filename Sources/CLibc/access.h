// Who may write a file, beside its owner and its group: lists of access, which no mode shows.
#ifndef TVM_ACCESS_H
#define TVM_ACCESS_H

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef __APPLE__
#include <sys/acl.h>
#include <uuid/uuid.h>
// From membership.h: the user or group that an identifier stands for; the kind is 0 for a user.
extern int mbr_uuid_to_id(const uuid_t identifier, id_t *number, int *kind);
#else
#include <sys/xattr.h>
#endif

// A user or a group; the number is -1 for somebody whom nothing names.
struct clibc_writer {
  int is_group;
  uint32_t number;
};

static inline void clibc_add_writer(
    struct clibc_writer *writers, int capacity, int *count, int is_group, uint32_t number) {
  if (*count == capacity) return;
  writers[*count].is_group = is_group;
  writers[*count].number = *count + 1 == capacity ? UINT32_MAX : number;
  *count += 1;
}

// To whom a list of access lets a file, a link followed, be written: how many were put into `writers`, of
// which the last stands for all that do not fit. A list that cannot be read lets somebody write.
static inline int clibc_listed_writers(const char *path, struct clibc_writer *writers, int capacity) {
  int count = 0;
#ifdef __APPLE__
  acl_t list = acl_get_file(path, ACL_TYPE_EXTENDED);
  if (list == NULL) {
    // None is an error, too.
    if (errno != ENOENT && errno != ENOTSUP && errno != EOPNOTSUPP)
      clibc_add_writer(writers, capacity, &count, 0, UINT32_MAX);
    return count;
  }
  // For a folder these bits mean adding files, folders and removing what is in it.
  static const acl_perm_t writing[] = {
      ACL_WRITE_DATA, ACL_APPEND_DATA, ACL_DELETE, ACL_DELETE_CHILD, ACL_WRITE_SECURITY, ACL_CHANGE_OWNER};
  acl_entry_t entry;
  for (int id = ACL_FIRST_ENTRY; acl_get_entry(list, id, &entry) == 0; id = ACL_NEXT_ENTRY) {
    acl_tag_t tag;
    acl_permset_t permissions;
    if (acl_get_tag_type(entry, &tag) != 0 || tag != ACL_EXTENDED_ALLOW) continue;
    if (acl_get_permset(entry, &permissions) != 0) continue;
    int writes = 0;
    for (size_t index = 0; index < sizeof writing / sizeof *writing; index++)
      writes |= acl_get_perm_np(permissions, writing[index]) == 1;
    if (!writes) continue;
    void *identifier = acl_get_qualifier(entry);
    id_t number = UINT32_MAX;
    int kind = 0;
    if (identifier == NULL || mbr_uuid_to_id(identifier, &number, &kind) != 0) {
      number = UINT32_MAX;
      kind = 0;
    }
    clibc_add_writer(writers, capacity, &count, kind != 0, (uint32_t)number);
    if (identifier != NULL) acl_free(identifier);
  }
  acl_free(list);
#else
  // The kernel's form: a version, then entries of tag, permissions and number. One of them limits the others.
  unsigned char list[4096];
  ssize_t length = getxattr(path, "system.posix_acl_access", list, sizeof list);
  if (length < 0 && errno == ERANGE) clibc_add_writer(writers, capacity, &count, 0, UINT32_MAX);
  for (ssize_t at = 4; at + 8 <= length; at += 8)
    if (list[at] == 0x10 && (list[at + 2] & 2) == 0) return count;
  for (ssize_t at = 4; at + 8 <= length; at += 8) {
    uint32_t number = (uint32_t)list[at + 4] | (uint32_t)list[at + 5] << 8 | (uint32_t)list[at + 6] << 16 |
                      (uint32_t)list[at + 7] << 24;
    int is_user = list[at] == 0x02, is_group = list[at] == 0x08;
    if ((is_user || is_group) && (list[at + 2] & 2) != 0)
      clibc_add_writer(writers, capacity, &count, is_group, number);
  }
#endif
  return count;
}

#endif
