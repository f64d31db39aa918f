#include "content/model/check_rules.h"

namespace koujing {

// Words of telecom and water counters, and what handbooks forbid to say (content/sample/README.md).
const CheckRules& standard_check_rules() {
  static const CheckRules kRules = [] {
    CheckRules rules;
    rules.jargon = {{"单停", "停止呼出"},   {"双停", "停机"},
                    {"拆机", "取消业务"},   {"携转", "携号转网"},
                    {"割接", "线路升级"},   {"离网", "销户"},
                    {"装维", "安装维修"},   {"光猫注册", "光猫重新连接"},
                    {"出账", "生成账单"},   {"销账", "缴清账单"},
                    {"套外", "套餐以外"},   {"资费", "收费标准"},
                    {"户表", "家里的水表"}, {"抄见量", "水表读数算出的用水量"},
                    {"工单", "登记的问题"}};
    rules.banned = {{"绝对", "不能向客户作绝对的承诺"},
                    {"百分之百", "不能向客户作绝对的承诺"},
                    {"肯定没问题", "不能向客户作绝对的承诺"},
                    {"保证当天", "时限以规定为准，不能口头缩短"},
                    {"不归我们管", "推诿：请说明由谁负责、怎样联系"},
                    {"没办法", "生硬：请说明可以怎么做"},
                    {"你听不懂", "不尊重客户"},
                    {"规定就是这样", "生硬：请说明依据和理由"}};
    return rules;
  }();
  return kRules;
}

}  // namespace koujing
