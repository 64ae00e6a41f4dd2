## Thành phần của trang

date-error-incomplete = Nhập đủ ngày, tháng, năm bằng số. Ví dụ: 15 3 1985
date-error-no-such-day = Không có ngày này trong lịch. Kiểm tra lại ngày, tháng, năm
date-error-impossible = Không có ngày này trong lịch. Nếu giấy tờ cũ ghi như vậy, nhập { $proposal }

answers-change = Sửa
warnings-title = Kiểm tra lại trước khi ghi

unit-picker-province = Tỉnh, thành phố
unit-picker-district = Quận, huyện
unit-picker-commune = Xã, phường, đặc khu
unit-picker-next = Chọn tiếp
unit-picker-find = Gõ tên xã, phường, đặc khu; không cần dấu
unit-picker-find-any = Gõ tên xã, phường hoặc tỉnh, thành phố; không cần dấu
unit-picker-which = Chọn đúng đơn vị
unit-picker-lists = Chọn từ danh sách
unit-picker-take = Lấy đơn vị này
unit-picker-none = Không tìm thấy. Gõ thêm tên tỉnh hoặc kiểm tra lại chính tả.
unit-picker-some = Tìm thấy { $count } nơi. Dùng phím mũi tên để chọn.
unit-picker-lost = Không gửi được yêu cầu. Kiểm tra kết nối rồi gõ lại.

person-picker-by-name = Không có số? Tìm theo tên
person-picker-find = Tìm người này
person-picker-none = Không tìm thấy ai như vậy.
person-picker-found = Tìm thấy { $count } người. Chọn một người
person-picker-more = Còn nhiều người khác. Tìm lại với họ tên đầy đủ hơn.
person-picker-again = Tìm lại
person-picker-another = Chọn người khác
person-picker-suggested = Cơ sở dữ liệu cho biết đây là người này.
person-picker-born = sinh { $born }
person-picker-born-number = sinh { $born } · số tận cùng { $end }
person-picker-born-home = sinh { $born } · thường trú: { $home }
person-picker-born-number-home = sinh { $born } · số tận cùng { $end } · thường trú: { $home }

breadcrumbs-label = Vị trí trang
pager-label = Các trang của danh sách
pager-previous = Trang trước
pager-next = Trang sau
progress-again = Xem lại tiến độ
draft-saving = Đang lưu…
draft-saved = Đã lưu bản nháp lúc
draft-failed = Chưa lưu được bản nháp. Sẽ thử lại; đừng đóng trang này.
draft-ended = Phiên làm việc đã hết. Đăng nhập ở cửa sổ khác; nội dung trên trang này vẫn còn.

## Trang giới thiệu thành phần, chỉ có trong bản dùng thử

components-title = Thành phần của trang
components-lead = Mỗi trang được ghép từ các thành phần này. Dữ liệu trong ví dụ là bịa.

components-examples = Ví dụ

specimen-text = Ô nhập chữ
specimen-number = Ô nhập số
specimen-date = Ngày trong ba ô
specimen-radios = Chọn một
specimen-checkboxes = Chọn nhiều
specimen-select = Danh sách chọn
specimen-form = Tờ khai cần sửa
specimen-buttons = Nút
specimen-check-answers = Kiểm tra câu trả lời
specimen-confirmation = Đã xong
specimen-warnings = Cảnh báo
specimen-notices = Thông báo và nhãn
specimen-facts = Danh sách thông tin

specimen-unit = Chọn đơn vị hành chính
specimen-person = Chọn người
specimen-file = Tệp gửi lên
specimen-breadcrumbs = Vị trí trang
specimen-tabs = Các phần của một trang
specimen-menu = Danh mục việc
specimen-table = Bảng sắp xếp được
specimen-timeline = Dòng thời gian
specimen-progress = Tiến độ
example-place = Nơi thường trú
example-place-hint = Theo tên gọi vào ngày đăng ký.
example-place-error = Chọn xã, phường hoặc đặc khu
example-person-error = Chọn một người trong danh sách
example-father-hint = Để trống nếu chưa xác định được cha.
example-file = Tệp dữ liệu
example-file-hint = CSV hoặc Parquet.
example-file-error = Không đọc được tệp này. Chọn tệp CSV hoặc Parquet
example-shown = { $first }–{ $last } trong { $count }
example-import = Đang nhập tệp
example-rows = { $done } trong { $total } dòng

example-phone = Số điện thoại
example-code = Mã một lần
example-reason = Lý do
example-reason-hint = Viết như sẽ ghi vào sổ, nhiều nhất 500 ký tự.
example-weight = Cân nặng khi sinh
example-grams = gam
example-copies = Số bản sao
example-copies-error = Nhập số bản sao bằng chữ số. Ví dụ: 3
example-partial-hint = Ví dụ: 15 3 1950. Không rõ ngày hoặc tháng thì để trống.
example-sex-error = Chọn giới tính
example-residence = Nơi cư trú
example-residence-hint = Theo Luật Cư trú 2020.
example-permanent = Thường trú
example-permanent-hint = Sinh sống ổn định, lâu dài và đã được đăng ký.
example-temporary = Tạm trú
example-stay = Lưu trú
example-months = Thời hạn
example-months-unit = tháng
example-days = Số ngày
example-days-unit = ngày
example-papers = Giấy tờ đã nộp
example-birth-notice = Giấy chứng sinh
example-birth-notice-hint = Hoặc văn bản của người làm chứng xác nhận việc sinh.
example-marriage-certificate = Giấy chứng nhận kết hôn
example-other-paper = Giấy tờ khác
example-which-paper = Giấy tờ nào
example-confirm = Xác nhận
example-confirm-yes = Tôi đã đối chiếu với bản gốc
example-confirm-error = Đánh dấu khi đã đối chiếu với bản gốc
example-ethnicity = Dân tộc
example-ethnicity-hint = Theo dân tộc của cha hoặc mẹ, do cha mẹ thỏa thuận.
example-ethnicity-error = Chọn dân tộc
example-child = Người được khai sinh
example-go-on = Tiếp tục
example-later = Để sau
example-leave = Thôi
example-withdraw = Hủy sự kiện
example-register = Ghi vào sổ
example-registered = Đã đăng ký khai sinh
example-warning-young = Mẹ chưa đủ 18 tuổi khi sinh.
example-warning-died = Người này đã mất ngày { $died }.
example-protected = Người này được bảo vệ. Chỉ cán bộ được nêu tên mới xem được.
example-over = Không còn hiệu lực.
