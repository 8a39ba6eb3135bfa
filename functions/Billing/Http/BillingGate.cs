using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.Http;

/// <summary>Stands before every billing route: with paid plans off none of them exists.</summary>
internal sealed class BillingGate(Catalogue catalogue, IOptions<BillingOptions> options, TimeProvider time)
    : IDisposable
{
    private readonly RequestWindows windows = new(time);

    /// <summary>For what makes PayPal work: an account may ask for it only so often.</summary>
    public Task<IResult> AnswerMoneyAsync(HttpRequest http, Func<Task<IResult>> answer) =>
        AnswerAsync(() =>
        {
            windows.Admit(
                http.HttpContext.Response,
                "payments",
                http.Caller().AccountId.Value,
                options.Value.RequestsPerMinute,
                TimeSpan.FromMinutes(1)
            );
            return answer();
        });

    public async Task<IResult> AnswerAsync(Func<Task<IResult>> answer)
    {
        if (!catalogue.IsOpen)
        {
            return Answers.Problem(Problems.NotFound);
        }

        try
        {
            return await answer();
        }
        catch (PaymentProviderException)
        {
            return Answers.Problem(BillingProblems.ProviderUnavailable);
        }
    }

    public void Dispose() => windows.Dispose();
}
