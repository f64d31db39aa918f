#include "content/originals/ordinary_ideographs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "content/markdown/code_points.h"

namespace koujing {
namespace {

// U+2F00..U+2FD5, Kangxi Radicals: their compatibility decompositions in UnicodeData.txt (Unicode 15).
constexpr std::u32string_view kKangxi =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂"
    U"夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗"
    U"斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田"
    U"疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛"
    U"舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜"
    U"隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹"
    U"黽鼎鼓鼠鼻齊齒龍龜龠";
static_assert(kKangxi.size() == 214);

// U+F900..U+FAD9, CJK Compatibility Ideographs: their canonical decompositions; the twelve unified ones among
// them stand for themselves.
constexpr std::u32string_view kCompatibility =
    U"豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐"
    U"濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄"
    U"籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便"
    U"復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪"
    U"麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹"
    U"寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜"
    U"琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝"
    U"燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏"
    U"塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧"
    U"免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎"
    U"穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘﩮﩯並况全侀充冀"
    U"勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流"
    U"滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調"
    U"諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";
static_assert(kCompatibility.size() == 474);

// The simplified forms in CJK Radicals Supplement, from EquivalentUnifiedIdeograph.txt.
constexpr std::array<std::pair<char32_t, char32_t>, 30> kSupplement = {{
    {0x2E9F, U'母'}, {0x2EA0, U'民'}, {0x2EC4, U'西'}, {0x2EC5, U'见'}, {0x2EC6, U'角'}, {0x2EC9, U'贝'},
    {0x2ECB, U'车'}, {0x2ED3, U'长'}, {0x2ED4, U'门'}, {0x2ED8, U'青'}, {0x2ED9, U'韦'}, {0x2EDA, U'页'},
    {0x2EDB, U'风'}, {0x2EDC, U'飞'}, {0x2EDD, U'食'}, {0x2EDE, U'食'}, {0x2EE2, U'马'}, {0x2EE3, U'骨'},
    {0x2EE4, U'鬼'}, {0x2EE5, U'鱼'}, {0x2EE6, U'鸟'}, {0x2EE7, U'卤'}, {0x2EE9, U'黄'}, {0x2EEC, U'齐'},
    {0x2EED, U'齿'}, {0x2EEE, U'齿'}, {0x2EEF, U'龙'}, {0x2EF0, U'龙'}, {0x2EF2, U'龟'}, {0x2EF3, U'龟'},
}};

}  // namespace

char32_t ordinary_ideograph(char32_t c) {
  if (c >= 0x2F00 && c < 0x2F00 + kKangxi.size()) return kKangxi[c - 0x2F00];
  if (c >= 0xF900 && c < 0xF900 + kCompatibility.size()) return kCompatibility[c - 0xF900];
  if (c >= 0x2E80 && c <= 0x2EF3) {
    const auto found = std::ranges::find(kSupplement, c, [](const auto& pair) { return pair.first; });
    if (found != kSupplement.end()) return found->second;
  }
  return c;
}

std::string with_ordinary_ideographs(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  char32_t before = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    const char32_t ordinary = ordinary_ideograph(c);
    if (ordinary != c) {
      std::size_t after = at;
      const char32_t next = at < utf8.size() ? next_code_point(utf8, after) : 0;
      if (before == ordinary || next == ordinary) continue;
    }
    append_code_point(out, ordinary);
    before = c;
  }
  return out;
}

}  // namespace koujing
