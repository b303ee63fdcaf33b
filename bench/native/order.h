/* Integers modulo the order of the prime subgroup. */
#pragma once
#include "field.h"

static const uint64_t ORDER[4] = {0x677297dc392126f1, 0xab3eedb83920ee0a, 0x370a08b6d0302b0b, 0x060c89ce5c263405};
static const uint64_t ORDER_R2[4] = {0x35e44abee7ecb21e, 0x74646cacf5f84ec4, 0xe472df203faa158f, 0x0445b524f1ba50a8};
static const uint64_t ORDER_R3[4] = {0x30886e7b42917c21, 0x98dae87b55d7cd2a, 0xeefe3d08cc608b7b, 0x02b4dbffb2bc97aa};
#define ORDER_INVERSE 0x532ce5aebc48f5ef /* -1 / l modulo 2^64 */

/* a · b / 2^256 for any a and for b below the order. */
static void order_mul(fe r, const fe a, const fe b) {
  uint64_t t[5] = {0};
  for (int i = 0; i < 4; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < 4; j++) {
      u128 s = (u128)a[j] * b[i] + t[j] + carry;
      t[j] = (uint64_t)s;
      carry = (uint64_t)(s >> 64);
    }
    t[4] += carry;
    uint64_t m = t[0] * ORDER_INVERSE;
    carry = (uint64_t)(((u128)m * ORDER[0] + t[0]) >> 64);
    for (int j = 1; j < 4; j++) {
      u128 s = (u128)m * ORDER[j] + t[j] + carry;
      t[j - 1] = (uint64_t)s;
      carry = (uint64_t)(s >> 64);
    }
    u128 s = (u128)t[4] + carry;
    t[3] = (uint64_t)s;
    t[4] = (uint64_t)(s >> 64);
  }
  memcpy(r, t, 32);
  reduce_once(r, ORDER);
}

/* Sums stay far below 2^256. */
static void order_add(fe r, const fe a, const fe b) {
  uint64_t carry = 0;
  for (int i = 0; i < 4; i++) {
    u128 t = (u128)a[i] + b[i] + carry;
    r[i] = (uint64_t)t;
    carry = (uint64_t)(t >> 64);
  }
  reduce_once(r, ORDER);
}

/* 64 bytes, little-endian, modulo the order. */
static void order_reduce(fe r, const uint8_t bytes[64]) {
  fe low, high;
  memcpy(low, bytes, 32);
  memcpy(high, bytes + 32, 32);
  order_mul(low, low, ORDER_R2);
  order_mul(high, high, ORDER_R3);
  order_add(low, low, high);
  order_mul(r, ONE_RAW, low);
}

/* a · b for any a and b. */
static void order_product(fe r, const fe a, const fe b) {
  fe t;
  order_mul(t, a, ORDER_R2);
  order_mul(r, b, t);
}
