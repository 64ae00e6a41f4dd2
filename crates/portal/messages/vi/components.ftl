## Thành phần của trang

date-error-incomplete = Nhập đủ ngày, tháng, năm bằng số. Ví dụ: 15 3 1985
date-error-no-such-day = Không có ngày này trong lịch. Kiểm tra lại ngày, tháng, năm
date-error-impossible = Không có ngày này trong lịch. Nếu giấy tờ cũ ghi như vậy, nhập { $proposal }

answers-change = Sửa
warnings-title = Kiểm tra lại trước khi ghi

## Trang giới thiệu thành phần, chỉ có trong bản dùng thử

components-title = Thành phần của trang
components-lead = Mỗi trang được ghép từ các thành phần này. Dữ liệu trong ví dụ là bịa.

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
