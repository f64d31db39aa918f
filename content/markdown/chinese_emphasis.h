// Stars in Chinese text: two rules in which we differ from CommonMark 0.30, both for the sake of the wording.
//
// 1. `**中文：**紧跟` is bold. CommonMark decides whether ** opens or closes by the blanks and punctuation on
//    either side, and takes a full-width colon followed by a Chinese letter for an opening. Chinese is
//    written without blanks, so authors meet this daily (open issue 650 of commonmark-spec). The rule here: a
//    ** or *** with a CJK character on either side and no blank on any can both open and close; which of the
//    two it does is then settled by CommonMark's own matching. Single * is not widened: Chinese has no
//    italics.
// 2. A single * beside a digit or # is a star to read: `*100*5#` is a dialling code and `5*3*2` a size.
//    CommonMark would take the stars out and change what the customer is told.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

// The text with kLetterMark beside the stars of rule 1 where their neighbour is no letter, and kStarMark in
// place of the stars of rule 2. without_marks() undoes both in every string that the parser gives back.
std::string mark_emphasis(std::string_view clean);

}  // namespace koujing
