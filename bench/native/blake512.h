/* BLAKE-512 of the third round of the SHA-3 competition, of which BLAKE2 is the successor. */
#pragma once
#include <stdint.h>
#include <string.h>

static const uint64_t BLAKE_IV[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                     0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
/* The first digits of pi. */
static const uint64_t BLAKE_PI[16] = {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89,
                                      0x452821e638d01377, 0xbe5466cf34e90c6c, 0xc0ac29b7c97c50dd, 0x3f84d5b5b5470917,
                                      0x9216d5d98979fb1b, 0xd1310ba698dfb5ac, 0x2ffd72dbd01adfb7, 0xb8e1afed6a267e96,
                                      0xba7c9045f12c7f99, 0x24a19947b3916cf7, 0x0801f2e2858efc16, 0x636920d871574e69};
static const uint8_t BLAKE_ORDER[10][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
                                            {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
                                            {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
                                            {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
                                            {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

static inline uint64_t rotate(uint64_t x, int n) { return x >> n | x << (64 - n); }

static inline void blake_mix(uint64_t *v, const uint64_t *m, const uint8_t *s, int i, int a, int b, int c, int d) {
  v[a] += v[b] + (m[s[2 * i]] ^ BLAKE_PI[s[2 * i + 1]]);
  v[d] = rotate(v[d] ^ v[a], 32);
  v[c] += v[d];
  v[b] = rotate(v[b] ^ v[c], 25);
  v[a] += v[b] + (m[s[2 * i + 1]] ^ BLAKE_PI[s[2 * i]]);
  v[d] = rotate(v[d] ^ v[a], 16);
  v[c] += v[d];
  v[b] = rotate(v[b] ^ v[c], 11);
}

static void blake_block(uint64_t h[8], const uint8_t block[128], uint64_t bits) {
  uint64_t m[16], v[16];
  for (int i = 0; i < 16; i++) {
    memcpy(&m[i], block + 8 * i, 8);
    m[i] = __builtin_bswap64(m[i]);
    v[i] = i < 8 ? h[i] : BLAKE_PI[i - 8];
  }
  v[12] ^= bits;
  v[13] ^= bits;
  for (int round = 0; round < 16; round++) {
    const uint8_t *s = BLAKE_ORDER[round % 10];
    for (int i = 0; i < 4; i++) blake_mix(v, m, s, i, i, i + 4, i + 8, i + 12);
    for (int i = 0; i < 4; i++) blake_mix(v, m, s, i + 4, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
  }
  for (int i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8];
}

static void blake512(uint8_t out[64], const uint8_t *message, uint64_t length) {
  uint64_t h[8], done = 0, bits = __builtin_bswap64(length * 8);
  memcpy(h, BLAKE_IV, sizeof h);
  for (; length - done >= 128; done += 128) blake_block(h, message + done, (done + 128) * 8);
  uint64_t rest = length - done;
  uint8_t tail[256] = {0};
  memcpy(tail, message + done, rest);
  tail[rest] = 0x80;
  int two = rest > 111;
  uint8_t *end = tail + (two ? 256 : 128);
  end[-17] |= 1;
  memcpy(end - 8, &bits, 8);
  /* A block without a bit of the message counts zero. */
  blake_block(h, tail, rest > 0 ? length * 8 : 0);
  if (two) blake_block(h, tail + 128, 0);
  for (int i = 0; i < 8; i++) {
    h[i] = __builtin_bswap64(h[i]);
    memcpy(out + 8 * i, &h[i], 8);
  }
}
