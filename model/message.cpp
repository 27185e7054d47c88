#include "model/message.h"

#include "model/diagnostic.h"

namespace gangmu {

Message::Message(const char* id, std::vector<Message> args) : id_(id), args_(std::move(args)) {
  const std::vector<std::string> texts(args_.begin(), args_.end());
  assign(fill_template(id_, texts));
}

}  // namespace gangmu
