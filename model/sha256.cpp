#include "model/sha256.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

#include <cstdint>

namespace gangmu {

struct Sha256::State {
  sha256_ctx context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  sha256_update(&state_->context, bytes.size(),
                reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

std::string Sha256::hex() {
  std::uint8_t sum[SHA256_DIGEST_SIZE];
  sha256_digest(&state_->context, sizeof sum, sum);
  std::string digits(BASE16_ENCODE_LENGTH(sizeof sum), '\0');
  base16_encode_update(digits.data(), sizeof sum, sum);
  return digits;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hex();
}

}  // namespace gangmu
