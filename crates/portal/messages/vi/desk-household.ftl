## Hộ gia đình: tách, nhập, thay đổi chủ hộ

desk-household-person-lead = Chọn một thành viên của hộ; những người khác được điền theo cơ sở dữ liệu.
desk-household-relationship = Quan hệ với chủ hộ
desk-household-relationships = Quan hệ với chủ hộ
desk-household-none = Người này không thuộc hộ nào
desk-household-too-many = Hộ này có hơn 24 người nên không làm được bằng biểu mẫu
desk-household-refused-nobody = Mỗi hộ có ít nhất một người
desk-household-refused-members = Thành viên của hộ vừa thay đổi
desk-household-refused-members-advice = Mở bước đầu và lưu lại để lấy danh sách mới.
desk-household-refused-heads = Mỗi hộ có đúng một chủ hộ; đang có { $count } (Luật Cư trú 2020, Điều 10)
desk-household-refused-under-age = Người được cử làm chủ hộ chưa đủ 18 tuổi, trong khi hộ có người đã đủ (Luật Cư trú 2020, Điều 10)
desk-household-refused-no-adult = Hộ mới phải có người từ đủ 18 tuổi (Luật Cư trú 2020, Điều 25)
desk-household-refused-same = Hai người này cùng một hộ
desk-household-refused-headless = Hộ sẽ vào chưa có chủ hộ
desk-household-refused-headless-advice = Đăng ký thay đổi chủ hộ cho hộ đó trước.
desk-household-refused-elsewhere = Hai hộ ở hai xã, phường khác nhau
desk-household-refused-nothing = Không có gì thay đổi: mọi người vẫn như trước

desk-head = Thay đổi chủ hộ
desk-head-paper-agreement = Ý kiến thống nhất của các thành viên hộ, hoặc quyết định của Tòa án
desk-head-who = Chủ hộ mới
desk-head-lead = Chủ hộ do các thành viên thống nhất cử (Luật Cư trú 2020, Điều 10).
desk-head-basis-hint = Ví dụ: CT01 ngày 20/11/2026 có chữ ký của các thành viên

desk-merge = Nhập hộ
desk-merge-lead = Chọn một thành viên của hộ sẽ kết thúc; cả hộ vào một hộ khác trong cùng xã, phường.
desk-merge-paper-consent = Ý kiến đồng ý của chủ hộ và chủ sở hữu chỗ ở của hộ sẽ vào
desk-merge-host = Hộ sẽ vào
desk-merge-host-lead = Chọn chủ hộ hoặc một thành viên của hộ đó.

desk-split = Tách hộ
desk-split-paper-consent = Ý kiến đồng ý của chủ hộ và chủ sở hữu chỗ ở, trừ vợ chồng đã ly hôn
desk-split-leaving = Ai sang hộ mới
desk-split-lead = Hai hộ ở cùng một địa chỉ (Luật Cư trú 2020, Điều 25).
desk-split-place = Sau khi tách
desk-split-remains = Ở lại hộ cũ
desk-split-leaves = Sang hộ mới
desk-split-heads = Chủ hộ của hai hộ
desk-split-new-head = Chủ hộ của hộ mới
desk-split-old-head = Chủ hộ của hộ cũ

household-heads = Hộ này có hơn một chủ hộ. Các thành viên phải chọn một người (Luật Cư trú 2020, Điều 10).
household-nobody-then = Vào ngày đó không có ai thuộc hộ này.
household-nobody-now = Hiện không còn ai thuộc hộ này. Có thể xem hộ tại một thời điểm trước đây.
household-headless = Hộ này chưa có chủ hộ. Các thành viên thống nhất cử một người (Luật Cư trú 2020, Điều 10).
household-head-missing = Chủ hộ đã bị Tòa án tuyên bố mất tích. Các thành viên có thể cử người khác (Luật Cư trú 2020, Điều 10).
household-title = Hộ gia đình
household-place = Nơi đăng ký của hộ
household-count = Số thành viên
household-as-of = Tính đến ngày
household-members = Thành viên
household-missing = Đã được tuyên bố mất tích
household-name-head = Đăng ký chủ hộ
