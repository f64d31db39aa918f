import type { Notice, NoticeForm } from '../../api/types';

export const blankForm = (): NoticeForm => ({
  subject: '',
  document_number: '',
  department: '',
  urgency: 'normal',
  text: '',
  contact: '',
  effective_from: null,
  effective_to: null,
  issued_on: '',
  deadline: null,
  repeals: [],
});

/** The form as it is sent: what was left empty is left out, so that the server's own defaults hold. */
export function noticeBody(form: NoticeForm): NoticeForm {
  const body: NoticeForm = { subject: form.subject.trim(), urgency: form.urgency ?? 'normal' };
  if (form.document_number?.trim()) body.document_number = form.document_number.trim();
  if (form.department) body.department = form.department;
  if (form.text?.trim()) body.text = form.text;
  if (form.contact?.trim()) body.contact = form.contact.trim();
  if (form.effective_from) body.effective_from = form.effective_from;
  if (form.effective_to) body.effective_to = form.effective_to;
  if (form.issued_on) body.issued_on = form.issued_on;
  if (form.deadline) body.deadline = form.deadline;
  if (form.repeals?.length) body.repeals = form.repeals;
  return body;
}

export function formOf(notice: Notice): NoticeForm {
  return {
    subject: notice.subject,
    document_number: notice.document_number,
    department: notice.department.code,
    urgency: notice.urgency,
    text: notice.text,
    contact: notice.contact,
    effective_from: notice.effective_from,
    effective_to: notice.effective_to,
    issued_on: notice.issued_on,
    deadline: notice.deadline,
    repeals: notice.repeals,
  };
}
