## Thẻ căn cước

desk-card = Ghi việc cấp thẻ căn cước
desk-card-paper-form = Phiếu thu nhận thông tin căn cước đã được người đề nghị kiểm tra và ký
desk-card-paper-old = Thẻ đang dùng, nếu có và chưa mất
desk-card-holder = Người được cấp thẻ
desk-card-facts = Thẻ đã cấp
desk-card-serial = Số sê-ri thẻ
desk-card-serial-hint = Số của phôi thẻ, không phải số định danh. Ví dụ: VN0012345
desk-card-issued-on = Ngày cấp
desk-card-issued-by = Nơi cấp
desk-card-issued-by-hint = Như in trên thẻ
desk-card-replaces = Thẻ bị thay thế
desk-card-refused-serial = Số sê-ri chỉ gồm chữ cái không dấu và chữ số
desk-card-refused-early = Ngày { $on } chưa có loại thẻ nào mang số định danh
desk-card-refused-no-number = Người này không có số định danh đang dùng
desk-card-refused-no-number-advice = Xác lập lại số định danh trước.
desk-card-refused-foreign = Người này không phải công dân Việt Nam (Luật Căn cước 2023, Điều 19)
desk-card-refused-young = Vào ngày cấp, người này chưa đủ 14 tuổi; trước tháng 7 năm 2024 thẻ chỉ cấp từ đủ 14 tuổi
desk-card-refused-on-record = Người này đã có thẻ mang số sê-ri này
desk-card-refused-taken = Thẻ mang số sê-ri này đã cấp cho người khác
desk-card-refused-taken-advice = Kiểm tra lại số sê-ri trên thẻ.

desk-card-revocation = Thu hồi thẻ căn cước
desk-card-revocation-paper = Thẻ bị thu hồi, hoặc đơn báo mất thẻ
desk-card-revocation-facts = Thẻ và lý do
desk-card-revocation-lead = Chỉ có những thẻ chưa bị thu hồi. Khi cấp thẻ mới, thẻ cũ tự hết giá trị.
desk-card-revocation-which = Thẻ nào
desk-card-revocation-card = { $serial }, cấp ngày { $on }
desk-card-revocation-reason = Lý do (Luật Căn cước 2023, Điều 24 và 29)
desk-card-revocation-on = Từ ngày
desk-card-revocation-basis-hint = Ví dụ: quyết định số 8/QĐ-CA ngày 20/11/2026
desk-card-refused-lives = Theo cơ sở dữ liệu, người được cấp thẻ chưa chết
desk-card-refused-lives-advice = Đăng ký khai tử trước, hoặc chọn lý do khác.
desk-card-refused-revoked = Thẻ này đã hết giá trị từ ngày { $on }
desk-card-refused-unknown = Người này không có thẻ đó
