// 中文，续：原件的文字为什么没有读出来，或读的不是它名字所说的。
export const namedOtherwise = (ending: string): string =>
  `内容其实是 .${ending}，与文件名不符；文字按实际内容读取，请核对是不是要交的文件。`;
export const unread: Record<string, string> = {
  original_damaged: '文件已损坏，或内容与文件类型不符，文字没有读出；原件照样保存。',
  original_with_entities: '文件里引用了外部内容或自定义实体，为了安全没有读取；请核实来源。',
  original_takes_too_long: '读取用的时间或内存太多，已停止；原件照样保存，请用其他办法查看。',
  original_expands_too_far: '文件打开后内容过多或嵌套过深，已停止读取；原件照样保存。',
};
