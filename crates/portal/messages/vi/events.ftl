event-enrolment = Ghi nhận ban đầu
event-birth = Đăng ký khai sinh
event-death = Đăng ký khai tử
event-marriage = Đăng ký kết hôn
event-residence-registered = Đăng ký cư trú
event-residence-moved = Chuyển nơi cư trú
event-correction = Cải chính
event-number-cancelled = Hủy số định danh cá nhân
event-number-reestablished = Xác lập lại số định danh cá nhân

event-left = Chuyển đi từ
event-place = Nơi xảy ra
event-number-given = Số được cấp
event-number-withdrawn = Số bị hủy
event-reason = Lý do
event-source = Nguồn
event-corrected-later = Đã cải chính về sau

timeline-recorded = ghi nhận lúc
