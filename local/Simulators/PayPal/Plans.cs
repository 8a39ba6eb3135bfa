using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Products and plans; of a plan only its regular cycle counts.</summary>
internal sealed class Plans(Book book)
{
    public PayPalReply CreateProduct(JsonObject body)
    {
        if (body["name"] is null)
        {
            return Problems.Invalid("MISSING_REQUIRED_PARAMETER");
        }

        var product = new JsonObject
        {
            ["id"] = (string?)body["id"] ?? book.NewId("PROD-"),
            ["name"] = (string?)body["name"],
            ["create_time"] = Book.Stamp(book.Now),
        };
        return book.Products.TryAdd((string)product["id"]!, product)
            ? new(201, product.DeepClone())
            : Problems.Unprocessable("DUPLICATE_RESOURCE_IDENTIFIER");
    }

    public PayPalReply GetProduct(string id) =>
        book.Products.GetValueOrDefault(id) is { } product ? new(200, product.DeepClone()) : Problems.NotFound;

    public PayPalReply Create(JsonObject body)
    {
        var cycles = body["billing_cycles"] as JsonArray ?? [];
        var cycle = cycles.FirstOrDefault(c => (string?)c?["tenure_type"] is "REGULAR");
        if (
            !book.Products.ContainsKey((string?)body["product_id"] ?? "")
            || Amount.Parse(cycle?["pricing_scheme"]?["fixed_price"]) is not { Value: > 0 } price
        )
        {
            return Problems.Invalid("INVALID_PARAMETER_VALUE");
        }

        var frequency = cycle!["frequency"];
        var unit = (string?)frequency?["interval_unit"];
        var every = (int?)frequency?["interval_count"] ?? 1;
        if (unit is not ("DAY" or "WEEK" or "MONTH" or "YEAR") || every is < 1 or > 365)
        {
            return Problems.Invalid("INVALID_PARAMETER_VALUE");
        }

        var product = (string)body["product_id"]!;
        var (preferences, taxes) = (body["payment_preferences"], body["taxes"]);
        var trial = cycles
            .FirstOrDefault(c => (string?)c?["tenure_type"] is "TRIAL")
            ?["pricing_scheme"]?["fixed_price"];
        var plan = new Plan(book.NewId("P-", 24), product, price, unit, every, (int?)cycle["total_cycles"] ?? 1)
        {
            Trial = Amount.Parse(trial),
            SetupFee = Amount.Parse(preferences?["setup_fee"]),
            // As at PayPal, the price includes the tax unless the plan says otherwise.
            Tax = (bool?)taxes?["inclusive"] is false
                ? decimal.Parse((string?)taxes["percentage"] ?? "0", System.Globalization.CultureInfo.InvariantCulture)
                : 0,
            AutoBillsOutstanding = (bool?)preferences?["auto_bill_outstanding"] ?? true,
        };
        book.Plans.Add(plan.Id, plan);
        return new(201, Of(plan));
    }

    public PayPalReply Get(string id) =>
        book.Plans.GetValueOrDefault(id) is { } plan ? new(200, Of(plan)) : Problems.NotFound;

    private JsonObject Of(Plan plan)
    {
        var cycles = new JsonArray();
        if (plan.Trial is { } trial)
        {
            cycles.Add(Cycle(plan, "TRIAL", trial, 1, 1));
        }

        cycles.Add(Cycle(plan, "REGULAR", plan.Price, cycles.Count + 1, plan.TotalCycles));
        var tax = plan.Tax.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Documents.Lean(
            new()
            {
                ["id"] = plan.Id,
                ["product_id"] = plan.ProductId,
                ["status"] = "ACTIVE",
                ["billing_cycles"] = cycles,
                ["payment_preferences"] = Documents.Lean(
                    new() { ["auto_bill_outstanding"] = plan.AutoBillsOutstanding, ["setup_fee"] = plan.SetupFee?.Json }
                ),
                ["taxes"] = plan.Tax > 0 ? new JsonObject { ["percentage"] = tax, ["inclusive"] = false } : null,
                ["links"] = new JsonArray(book.Link("self", $"/v1/billing/plans/{plan.Id}")),
            }
        );
    }

    private static JsonObject Cycle(Plan plan, string tenure, Amount price, int sequence, int total) =>
        new()
        {
            ["frequency"] = new JsonObject { ["interval_unit"] = plan.Unit, ["interval_count"] = plan.Every },
            ["tenure_type"] = tenure,
            ["sequence"] = sequence,
            ["total_cycles"] = total,
            ["pricing_scheme"] = new JsonObject { ["fixed_price"] = price.Json },
        };
}
