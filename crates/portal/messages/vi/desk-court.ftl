## Tuyên bố mất tích, hủy bỏ tuyên bố

desk-court-decision = Quyết định của Tòa án
desk-missing = Ghi tuyên bố mất tích
desk-missing-paper-decision = Quyết định tuyên bố mất tích của Tòa án, đã có hiệu lực
desk-missing-person = Người bị tuyên bố mất tích
desk-missing-lead = Việc Tòa án tuyên bố một người đã chết được ghi bằng biểu mẫu đăng ký khai tử.
desk-missing-head = Người này là chủ hộ: các thành viên cần cử chủ hộ khác (Luật Cư trú 2020, Điều 10)
desk-missing-refused-already = Người này đã bị tuyên bố mất tích từ ngày { $since }

desk-return = Ghi hủy bỏ tuyên bố mất tích hoặc đã chết
desk-return-paper-decision = Quyết định hủy bỏ tuyên bố của Tòa án, đã có hiệu lực
desk-return-person = Người đã trở về
desk-return-married = Quan hệ hôn nhân được khôi phục với
desk-return-refused-none = Không có tuyên bố mất tích hoặc tuyên bố chết nào của Tòa án về người này
desk-return-refused-none-advice = Nếu việc khai tử ghi nhầm, hãy thu hồi bằng biểu mẫu cải chính.
