/* src/people/texts.h
 * What this room says to people, in one place to be proof-read.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- may ---------------------------------------------------------------------------------------------------------- */
#define SAY_NEVER         "Việc này không ai được làm"
#define SAY_SIGN_IN_FIRST "Cần đăng nhập trước"
#define SAY_NOT_YOURS     "Vai trò của bạn không được %s trong sổ “%s”; nếu cần, hãy đề nghị người quản trị cấp vai trò"
#define SAY_NOT_IN_REACH  "Không có hồ sơ như vậy trong phạm vi bạn được xem ở sổ “%s”"
#define SAY_NOT_YOUR_WORK "Bạn không được %s hồ sơ này của sổ “%s”: chỉ hồ sơ của đơn vị mình hoặc được giao cho mình"
#define SAY_NOT_YOUR_STEP "Vai trò của bạn không được làm bước “%s” của sổ “%s”"
#define SAY_NOT_OF_OFFICE "Vai trò của bạn không được %s; nếu cần, hãy đề nghị người quản trị cấp vai trò"
