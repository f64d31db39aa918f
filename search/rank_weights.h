// The weights of the second stage. Written by bench/relevance/learn.py; do not edit by hand.
//
// MRR@10 over five folds, seed 7: antfin 0.6003 webank 0.4378 ncp 0.5772 lcqmc 0.9702 cmrc 0.9907 drcd 0.9540
#pragma once

#include <array>

#include "search/rank_features.h"

namespace koujing::search {

inline constexpr std::array<float, kFeatures> kWeights = {
    0.266F,   // first_stage
    0.261F,   // title_pairs
    1.059F,   // title_characters
    2.324F,   // title_covered
    0.000F,   // title_run
    0.000F,   // heading_pairs
    0.711F,   // heading_chars
    2.058F,   // heading_covered
    0.000F,   // heading_run
    1.213F,   // heading_pairs_covered
    0.000F,   // heading_words
    12.000F,  // named
    0.000F,   // heading_bm25
    1.507F,   // heading_chars_bm25
    1.282F,   // all_bm25
    2.294F,   // all_chars_bm25
    0.597F,   // text_bm25
    0.000F,   // text_chars_bm25
    0.000F,   // text_pairs
    0.000F,   // text_characters
    0.223F,   // text_window
    0.000F,   // text_run
    0.406F,   // all_pairs
    0.763F,   // all_characters
    0.000F,   // all_words
    0.000F,   // other_pairs
    0.100F,   // confirmed
    0.200F,   // lately_confirmed
    8.000F,   // memory
};

// Added in proportion to how many of the candidates have running text that shares a character with the query:
// where entries are bare questions, headings decide; where there are scripts, these count as well.
inline constexpr std::array<float, kFeatures> kWeightsOfText = {
    0.475F,   // first_stage
    -0.261F,  // title_pairs
    -1.059F,  // title_characters
    -1.358F,  // title_covered
    -0.000F,  // title_run
    -0.000F,  // heading_pairs
    -0.711F,  // heading_chars
    -1.358F,  // heading_covered
    -0.000F,  // heading_run
    -1.212F,  // heading_pairs_covered
    -0.000F,  // heading_words
    0.000F,   // named
    -0.000F,  // heading_bm25
    -1.104F,  // heading_chars_bm25
    2.378F,   // all_bm25
    1.338F,   // all_chars_bm25
    0.895F,   // text_bm25
    -0.000F,  // text_chars_bm25
    -0.000F,  // text_pairs
    -0.000F,  // text_characters
    0.432F,   // text_window
    -0.000F,  // text_run
    0.337F,   // all_pairs
    0.043F,   // all_characters
    1.067F,   // all_words
    -0.000F,  // other_pairs
    0.000F,   // confirmed
    0.000F,   // lately_confirmed
    0.000F,   // memory
};

}  // namespace koujing::search
