# Makes OUT (a .cc file) with FUNCTION() that returns the text of FILE: cmake -DFILE= -DOUT= -DNAMESPACE= -DFUNCTION= -P
file(READ ${FILE} text)
# A string literal may hold 64 KB at the least; longer texts are joined from pieces.
string(LENGTH "${text}" length)
set(pieces "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 16000 piece)
  string(APPEND pieces "      R\"embedded(${piece})embedded\"\n")
  math(EXPR at "${at} + 16000")
endwhile()
file(WRITE ${OUT} "#include <string>\n\nnamespace ${NAMESPACE} {\n\nconst std::string& ${FUNCTION}() {\n  static const std::string text =\n${pieces};\n  return text;\n}\n\n}  // namespace ${NAMESPACE}\n")
