## Sự kiện, giấy xác nhận và trích lục

event-registered = Đã ghi vào sổ: { $kind }
event-not-known-then = Khi đó cơ sở dữ liệu chưa có sự kiện này
event-position = Vị trí trong sổ cái
event-position-soon = Đang chờ vào sổ cái
event-holds-from = Có hiệu lực từ
event-person = Người liên quan
event-authority = Cơ quan đăng ký
event-officer = Người thực hiện
event-recorded-at = Ghi vào sổ lúc
event-basis = Căn cứ
event-extract = Bản trích lục để in
event-says = Nội dung
event-persons = Người liên quan
event-written = Việc ghi sổ

extract-back = Về sự kiện
extract-how = In trang này bằng lệnh In của trình duyệt (Ctrl + P). Phần đầu trang và dòng này không được in ra.
extract-act = In trích lục
extract-state = CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
extract-motto = Độc lập – Tự do – Hạnh phúc
extract-number = Số (vị trí trong sổ cái):
extract-birth = Trích lục khai sinh
extract-death = Trích lục khai tử
extract-marriage = Trích lục kết hôn
extract-divorce = Trích lục ghi chú ly hôn
extract-recognition = Trích lục đăng ký nhận cha, mẹ, con
extract-change = Trích lục thay đổi hộ tịch
extract-correction = Trích lục cải chính hộ tịch
extract-ethnicity = Trích lục xác định lại dân tộc
extract-sex = Trích lục xác định lại giới tính
extract-death-facts = Đã chết
extract-death-place = Nơi chết
extract-wife = Vợ
extract-husband = Chồng
extract-married-on = Ngày đăng ký kết hôn
extract-nationality = Trích lục ghi chú thay đổi quốc tịch
extract-nationality-gained = Nhập, trở lại quốc tịch
extract-nationality-lost = Thôi, mất quốc tịch
extract-adoption = Trích lục đăng ký nuôi con nuôi
extract-adopted-child = Con nuôi
extract-adoptive-mother = Mẹ nuôi
extract-adoptive-father = Cha nuôi
extract-guardianship = Trích lục đăng ký giám hộ
extract-guardianship-end = Trích lục đăng ký chấm dứt giám hộ
extract-adoption-end = Trích lục ghi chú chấm dứt nuôi con nuôi
extract-annulment = Trích lục ghi chú hủy kết hôn
extract-missing = Trích lục ghi chú tuyên bố mất tích
extract-returned = Trích lục ghi chú hủy bỏ tuyên bố mất tích, tuyên bố chết
extract-registration = Đăng ký
extract-decision = Bản án, quyết định
extract-content = Nội dung thay đổi
extract-registered = Ghi vào sổ lúc
extract-made-on = Trích lục ngày
extract-signer = NGƯỜI KÝ TRÍCH LỤC
extract-signer-hint = Ký, ghi rõ họ tên, chức vụ và đóng dấu

desk-decision-number = Số quyết định, bản án
desk-decision-number-hint = Ví dụ: 12/2026/QĐST-HNGĐ
desk-decision-by = Cơ quan ra quyết định
desk-decision-by-hint = Ví dụ: Tòa án nhân dân khu vực 1 – Hà Nội
desk-decision-on = Ngày có hiệu lực

## Trang chủ của cán bộ

home-title = Bàn làm việc
home-nothing = Không có việc nào đang chờ.
home-drafts = Biểu mẫu đang làm dở
home-about = Về
home-saved-at = Lưu lúc
home-forms = Thủ tục đăng ký
home-look-up = Tra cứu
home-registered = Đã đăng ký gần đây
home-registered-what = Việc đã đăng ký
