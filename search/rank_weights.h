// The weights of the second stage. Written by bench/relevance/learn.py; do not edit by hand.
//
// MRR@10 over five folds, seed 7: antfin 0.6000 webank 0.4381 ncp 0.5768 lcqmc 0.9709 cmrc 0.9914 drcd 0.9537
#pragma once

#include <array>

#include "search/rank_features.h"

namespace koujing::search {

inline constexpr std::array<float, kFeatures> kWeights = {
    0.286F,   // first_stage
    0.382F,   // title_pairs
    1.140F,   // title_characters
    2.287F,   // title_covered
    0.000F,   // title_run
    0.000F,   // heading_pairs
    0.778F,   // heading_chars
    2.010F,   // heading_covered
    0.000F,   // heading_run
    1.194F,   // heading_pairs_covered
    0.000F,   // heading_words
    12.000F,  // named
    0.000F,   // heading_bm25
    1.417F,   // heading_chars_bm25
    1.212F,   // all_bm25
    2.221F,   // all_chars_bm25
    0.549F,   // text_bm25
    0.000F,   // text_chars_bm25
    0.000F,   // text_pairs
    0.000F,   // text_characters
    0.220F,   // text_window
    0.000F,   // text_run
    0.427F,   // all_pairs
    0.668F,   // all_characters
    0.000F,   // all_words
    0.000F,   // other_pairs
    1.000F,   // catalogue
    0.100F,   // confirmed
    0.200F,   // lately_confirmed
    8.000F,   // memory
};

// Added in proportion to how many of the candidates have running text that shares a character with the query:
// where entries are bare questions, headings decide; where there are scripts, these count as well.
inline constexpr std::array<float, kFeatures> kWeightsOfText = {
    0.675F,   // first_stage
    -0.382F,  // title_pairs
    -1.140F,  // title_characters
    -1.357F,  // title_covered
    -0.000F,  // title_run
    -0.000F,  // heading_pairs
    -0.778F,  // heading_chars
    -1.357F,  // heading_covered
    -0.000F,  // heading_run
    -1.194F,  // heading_pairs_covered
    -0.000F,  // heading_words
    0.000F,   // named
    -0.000F,  // heading_bm25
    -1.024F,  // heading_chars_bm25
    2.353F,   // all_bm25
    1.343F,   // all_chars_bm25
    0.754F,   // text_bm25
    -0.000F,  // text_chars_bm25
    -0.000F,  // text_pairs
    -0.000F,  // text_characters
    0.360F,   // text_window
    -0.000F,  // text_run
    0.388F,   // all_pairs
    0.041F,   // all_characters
    1.031F,   // all_words
    -0.000F,  // other_pairs
    0.000F,   // catalogue
    0.000F,   // confirmed
    0.000F,   // lately_confirmed
    0.000F,   // memory
};

}  // namespace koujing::search
