## Từ dùng chung

word-day = Ngày
word-month = Tháng
word-year = Năm
word-name = Họ, chữ đệm và tên
word-sex = Giới tính
word-female = Nữ
word-male = Nam
word-born = Ngày sinh
word-died = Ngày mất
word-number = Số định danh cá nhân
word-from = Từ ngày
word-until = Đến ngày
word-present = Hiện nay
word-alive = Còn sống
word-dead = Đã mất
word-not-recorded = Chưa ghi nhận
word-ends-in = tận cùng bằng
word-before = Trước:
word-after = Sau:

residence-permanent = Thường trú
residence-temporary = Tạm trú

relation-father = Cha
relation-mother = Mẹ
relation-spouse = Vợ hoặc chồng
relation-former-spouse = Vợ hoặc chồng trước đây
relation-child = Con

document-old-identity-card = Chứng minh nhân dân (9 số)
document-birth-certificate = Giấy khai sinh
document-marriage-certificate = Giấy chứng nhận kết hôn
document-death-extract = Trích lục khai tử
document-identity-card = Thẻ căn cước

unit-level-province = Cấp tỉnh
unit-level-district = Cấp huyện
unit-level-commune = Cấp xã

place-today = Nay là { $place }
