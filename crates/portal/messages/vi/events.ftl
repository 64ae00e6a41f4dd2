event-enrolment = Ghi nhận ban đầu
event-birth = Đăng ký khai sinh
event-death = Đăng ký khai tử
event-spouse-death = Vợ hoặc chồng qua đời
event-marriage = Đăng ký kết hôn
event-residence-registered = Đăng ký cư trú
event-residence-moved = Chuyển nơi cư trú
event-correction = Cải chính
event-number-cancelled = Hủy số định danh cá nhân
event-number-reestablished = Xác lập lại số định danh cá nhân

event-place = Nơi xảy ra
event-number-given = Số được cấp
event-number-withdrawn = Số bị hủy
event-married-on = Ngày kết hôn
event-reason = Lý do

cancelled-sex-determined = Đã xác định lại giới tính
cancelled-birth-year-corrected = Đã cải chính năm sinh
cancelled-given-in-error = Cấp nhầm
cancelled-forged-papers = Giấy tờ giả mạo

event-source = Nguồn
event-corrected-later = Đã cải chính về sau

timeline-recorded = Ghi nhận lúc
timeline-position = vị trí { $position } trong sổ nhật ký
timeline-since-birth = Từ khi sinh,
timeline-no-position = đang chờ vị trí trong sổ nhật ký
